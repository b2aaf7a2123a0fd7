import { Select } from '@mantine/core'
import type { TeamId } from '../../../shared/model/ids.ts'
import type { Team } from '../../../shared/model/teams.ts'

export interface TeamPickerProps {
  readonly teams: readonly Team[]
  /** Null means everybody. */
  readonly chosen: TeamId | null
  readonly onChoose: (chosen: TeamId | null) => void
}

const everybody = 'all'

/** Whose work is shown; nothing is drawn while there are no teams. */
export function TeamPicker({ teams, chosen, onChoose }: TeamPickerProps) {
  if (teams.length === 0) return null
  return (
    <Select
      aria-label="Team"
      size="xs"
      w={148}
      data={[
        { value: everybody, label: 'All teams' },
        ...teams.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={chosen === null ? everybody : String(chosen)}
      onChange={value => onChoose(teams.find(({ id }) => String(id) === value)?.id ?? null)}
      allowDeselect={false}
      searchable={teams.length > 10}
      comboboxProps={{ width: 220, position: 'bottom-start' }}
    />
  )
}
