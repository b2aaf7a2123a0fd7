import type { Team, TeamColor } from '../../../../../shared/model/teams.ts'
import classes from './team.module.css'

export const teamColorNames: Readonly<Record<TeamColor, string>> = {
  blue: 'Blue',
  teal: 'Teal',
  green: 'Green',
  yellow: 'Yellow',
  orange: 'Orange',
  red: 'Red',
  violet: 'Violet',
  gray: 'Grey',
}

/** A team's colour, as a dot. */
export const TeamDot = ({ color }: { readonly color: TeamColor }) => (
  <span className={classes['dot']} data-color={color} aria-hidden />
)

/** Teams by name, each with its colour. */
export const TeamMarks = ({ teams }: { readonly teams: readonly Team[] }) => (
  <span className={classes['teamMarks']} title={teams.map(({ name }) => name).join(', ')}>
    {teams.map(({ id, name, color }) => (
      <span key={id} className={classes['teamMark']}>
        <TeamDot color={color} />
        {name}
      </span>
    ))}
  </span>
)
