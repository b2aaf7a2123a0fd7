import { Button } from '@mantine/core'
import type { Identity, PersonDetail } from '../../../../../shared/model/people.ts'
import { formatNoun } from '../../../format/number.ts'
import { workText } from '../merge-dialog.tsx'
import shared from '../people.module.css'
import { SystemMarks, systemName } from '../system-mark.tsx'
import { usePeopleActions } from '../use-people-actions.ts'
import classes from './person.module.css'

/** What a person is made of; each part can be split off when there are several. */
export function IdentityList({ person }: { readonly person: PersonDetail }) {
  const { split, busy } = usePeopleActions()
  const { members } = person
  return (
    <section aria-label="Identities">
      <h3 className={shared['heading']}>{formatNoun(members.length, 'identity', 'identities')}</h3>
      <ul className={classes['identityList']}>
        {members.map(member => (
          <li key={member.id} className={classes['identity']}>
            <SystemMarks systems={[member.system]} />
            <div className={classes['identityText']}>
              <span className={shared['identityName']}>
                {member.name || member.email}
                {member.bot && <span className={classes['tag']}>bot</span>}
              </span>
              <span className={shared['dimmed']}>
                {[member.email, member.connectionName, workText(member)].filter(Boolean).join(' · ')}
              </span>
            </div>
            {members.length > 1 && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={busy}
                aria-label={`Split off ${label(member)}`}
                onClick={() => split([member.id], `${label(member)} is a person of its own`)}
              >
                Split off
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const label = ({ name, email, system }: Identity) => `${name || email} (${email ?? systemName(system)})`
