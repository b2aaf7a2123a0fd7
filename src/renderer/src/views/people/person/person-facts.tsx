import { Anchor, Stack } from '@mantine/core'
import type { PersonId } from '../../../../../shared/model/ids.ts'
import type { PersonDetail } from '../../../../../shared/model/people.ts'
import type { Team } from '../../../../../shared/model/teams.ts'
import { useTimeZone } from '../../../api/use-preferences.ts'
import { formatDate } from '../../../format/time.ts'
import { workText } from '../merge-dialog.tsx'
import shared from '../people.module.css'
import { TeamMarks } from '../team/team-mark.tsx'
import { usePeopleActions } from '../use-people-actions.ts'
import { IdentityList } from './identity-list.tsx'
import { MergeWith } from './merge-with.tsx'
import { NameForm } from './name-form.tsx'
import classes from './person.module.css'
import { ActiveSwitch, BotSwitch } from './person-switches.tsx'

export interface PersonFactsProps {
  readonly person: PersonDetail
  readonly teams: readonly Team[]
  readonly onClose: () => void
  readonly onOpen: (personId: PersonId) => void
}

/** What is known of a person and can be set of them. */
export function PersonFacts({ person, teams, onOpen }: PersonFactsProps) {
  const timeZone = useTimeZone()
  const actions = usePeopleActions()
  const own = teams.filter(({ id }) => person.teamIds.includes(id))
  const personIds = [person.id]
  return (
    <Stack gap="lg">
      <div>
        <h2 className={classes['personName']}>{person.name}</h2>
        <p className={shared['dimmed']}>
          {workText(person)}
          {person.lastCommitAt !== null && `, last commit on ${formatDate(person.lastCommitAt, timeZone)}`}
        </p>
        {own.length > 0 && <TeamMarks teams={own} />}
      </div>
      <NameForm key={person.givenName} person={person} />
      <Stack gap="sm">
        <div>
          <ActiveSwitch person={person} label="Active" />
          <p className={shared['hint']}>Commits and issues of inactive people count nowhere.</p>
        </div>
        <div>
          <BotSwitch person={person} label="A bot" />
          <p className={shared['hint']}>
            Bots are counted only where “Bots” is switched on.{' '}
            {person.botByHand ? (
              <Anchor
                component="button"
                size="xs"
                onClick={() =>
                  actions.set(
                    { personIds, bot: null },
                    [{ personIds, bot: person.bot }],
                    'Weir tells bots by their names and accounts again',
                  )
                }
              >
                Set by you: let Weir decide
              </Anchor>
            ) : (
              'Decided by Weir, from names and accounts.'
            )}
          </p>
        </div>
      </Stack>
      <IdentityList person={person} />
      <MergeWith person={person} onMerged={onOpen} />
    </Stack>
  )
}
