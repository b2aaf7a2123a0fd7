import { Button } from '@mantine/core'
import type { Team } from '../../../../../shared/model/teams.ts'
import classes from './team.module.css'
import { TeamDot } from './team-mark.tsx'
import { codeScope, flowScope, teamParts } from './team-scope.ts'

export interface TeamCardProps {
  readonly team: Team
  readonly onEdit: () => void
  readonly onRemove: () => void
}

/** A team, what is in it, and what choosing it means. */
export function TeamCard({ team, onEdit, onRemove }: TeamCardProps) {
  return (
    <li className={classes['team']}>
      <div className={classes['teamHead']}>
        <TeamDot color={team.color} />
        <h2>{team.name}</h2>
        <Button size="compact-xs" variant="default" aria-label={`Edit ${team.name}`} onClick={onEdit}>
          Edit
        </Button>
        <Button size="compact-xs" variant="subtle" aria-label={`Remove ${team.name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
      <p className={classes['teamParts']}>{teamParts(team)}</p>
      <dl className={classes['scopes']}>
        <dt>Delivery</dt>
        <dd>{codeScope(team)}</dd>
        <dt>Flow</dt>
        <dd>{flowScope(team)}</dd>
      </dl>
    </li>
  )
}
