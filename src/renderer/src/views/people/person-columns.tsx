import { Checkbox } from '@mantine/core'
import type { PersonId } from '../../../../shared/model/ids.ts'
import type { PersonSummary } from '../../../../shared/model/people.ts'
import type { Team } from '../../../../shared/model/teams.ts'
import { type ItemColumn, itemColumns } from '../../components/item-table/columns.ts'
import { formatCount } from '../../format/number.ts'
import { ActiveSwitch, BotSwitch } from './person/person-switches.tsx'
import classes from './person-columns.module.css'
import { SystemMarks } from './system-mark.tsx'
import { TeamMarks } from './team/team-mark.tsx'

export interface PersonColumnsInput {
  readonly teams: readonly Team[]
  readonly chosen: ReadonlyMap<PersonId, PersonSummary>
  readonly toggle: (person: PersonSummary) => void
}

const column = itemColumns<PersonSummary>()
const count = (id: 'commits' | 'issues', header: string): ItemColumn<PersonSummary> =>
  column.display({
    id,
    header,
    meta: { width: '5.5rem', align: 'right' },
    cell: ({ row: { original } }) =>
      original[id] === 0 ? <span className={classes['none']}>–</span> : formatCount(original[id]),
  })

/** The columns of people: who, where, how much work, and whether they count. */
export function personColumns({ teams, chosen, toggle }: PersonColumnsInput): ItemColumn<PersonSummary>[] {
  return [
    column.display({
      id: 'chosen',
      header: 'Pick',
      meta: { width: '3.25rem' },
      cell: ({ row: { original } }) => (
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`Choose ${original.name}`}
          checked={chosen.has(original.id)}
          onChange={() => toggle(original)}
        />
      ),
    }),
    column.display({
      id: 'name',
      header: 'Name',
      cell: ({ row: { original } }) => (
        <span title={original.email ?? original.name}>
          <strong className={original.active ? undefined : classes['inactive']}>{original.name}</strong>
          {original.email !== null && <span className={classes['email']}>{original.email}</span>}
        </span>
      ),
    }),
    column.display({
      id: 'systems',
      header: 'Known in',
      meta: { width: '10rem' },
      cell: ({ row: { original } }) => (
        <>
          <SystemMarks systems={original.systems} />
          {original.identities > original.systems.length && (
            <span className={classes['identities']}>{original.identities} identities</span>
          )}
        </>
      ),
    }),
    column.display({
      id: 'teams',
      header: 'Teams',
      meta: { width: '8rem' },
      cell: ({ row: { original } }) => <TeamMarks teams={teams.filter(({ id }) => original.teamIds.includes(id))} />,
    }),
    count('commits', 'Commits'),
    count('issues', 'Issues'),
    column.display({
      id: 'bot',
      header: 'Bot',
      meta: { width: '4.5rem' },
      cell: ({ row }) => <BotSwitch person={row.original} />,
    }),
    column.display({
      id: 'active',
      header: 'Active',
      meta: { width: '4.5rem' },
      cell: ({ row }) => <ActiveSwitch person={row.original} />,
    }),
  ]
}
