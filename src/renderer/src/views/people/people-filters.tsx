import { Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { TeamId } from '../../../../shared/model/ids.ts'
import { PersonKind, PersonSort } from '../../../../shared/model/people.ts'
import type { Team } from '../../../../shared/model/teams.ts'
import classes from './people.module.css'
import type { PeopleFilter } from './use-person-pages.ts'

export interface PeopleFiltersProps {
  readonly filter: PeopleFilter
  readonly teams: readonly Team[]
  readonly onChange: (change: Partial<PeopleFilter>) => void
}

const kindNames: Readonly<Record<PersonKind, string>> = {
  all: 'Everybody',
  people: 'People who count',
  bots: 'Bots',
  inactive: 'Inactive',
  merged: 'With several identities',
}
const sortNames: Readonly<Record<PersonSort, string>> = {
  name: 'By name',
  commits: 'Most commits first',
  issues: 'Most issues first',
}
const everyTeam = 'all'

/** Which people are listed, and in what order. */
export function PeopleFilters({ filter, teams, onChange }: PeopleFiltersProps) {
  return (
    <search className={classes['filters']} aria-label="People">
      <TextInput
        size="xs"
        w={260}
        aria-label="Search people"
        placeholder="Name or e-mail"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter.search}
        onChange={event => onChange({ search: event.currentTarget.value })}
      />
      <Select
        size="xs"
        w={180}
        aria-label="Which people"
        allowDeselect={false}
        data={PersonKind.options.map(value => ({ value, label: kindNames[value] }))}
        value={filter.kind}
        onChange={kind => kind && onChange({ kind })}
      />
      {teams.length > 0 && (
        <Select
          size="xs"
          w={180}
          aria-label="Team"
          allowDeselect={false}
          searchable={teams.length > 10}
          data={[
            { value: everyTeam, label: 'All teams' },
            ...teams.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          value={filter.teamId === null ? everyTeam : String(filter.teamId)}
          onChange={value => onChange({ teamId: value === everyTeam || !value ? null : (Number(value) as TeamId) })}
        />
      )}
      <Select
        size="xs"
        w={170}
        aria-label="Order"
        allowDeselect={false}
        data={PersonSort.options.map(value => ({ value, label: sortNames[value] }))}
        value={filter.sort}
        onChange={sort => sort && onChange({ sort })}
      />
    </search>
  )
}
