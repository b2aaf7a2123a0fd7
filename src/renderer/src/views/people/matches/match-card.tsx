import { Button } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import type { MatchSuggestion, PersonSummary } from '../../../../../shared/model/people.ts'
import { StateBadge } from '../../../components/state-badge.tsx'
import { workText } from '../merge-dialog.tsx'
import shared from '../people.module.css'
import { SystemMarks } from '../system-mark.tsx'
import type { PeopleActions } from '../use-people-actions.ts'
import classes from './matches.module.css'
import { reasonText, strengthNames } from './reason-text.ts'

const tones = { strong: 'ok', likely: 'busy', weak: 'idle' } as const

export interface MatchCardProps {
  readonly match: MatchSuggestion
  readonly actions: PeopleActions
}

/** Two people that look like one, why, and the decision. */
export function MatchCard({ match: { into, other, strength, reasons }, actions }: MatchCardProps) {
  const pair = { into: into.id, other: other.id }
  return (
    <li className={classes['match']}>
      <div className={classes['matchPeople']}>
        <Side person={into} />
        <IconArrowsJoin size={18} className={classes['join'] ?? ''} aria-label="and" />
        <Side person={other} />
      </div>
      <div className={classes['matchWhy']}>
        <StateBadge tone={tones[strength]}>{strengthNames[strength]}</StateBadge>
        <span className={shared['dimmed']}>They have {reasons.map(reasonText).join('; ')}.</span>
      </div>
      <div className={classes['matchActions']}>
        <Button
          size="xs"
          aria-label={`Merge ${other.name} into ${into.name}`}
          disabled={actions.busy}
          onClick={() => actions.merge([pair], `${other.name} and ${into.name} are one now`)}
        >
          Merge
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={`${other.name} and ${into.name} are not the same`}
          disabled={actions.busy}
          onClick={() => actions.reject([pair], 'Not the same person: this is not suggested again')}
        >
          Not the same
        </Button>
      </div>
    </li>
  )
}

const Side = ({ person }: { readonly person: PersonSummary }) => (
  <div className={classes['side']}>
    <span className={shared['identityName']}>{person.name}</span>
    <span className={shared['dimmed']}>{person.email ?? 'no e-mail known'}</span>
    <span className={classes['sideMarks']}>
      <SystemMarks systems={person.systems} />
      <span className={shared['dimmed']}>{workText(person)}</span>
    </span>
  </div>
)
