import { Group, Input, Select } from '@mantine/core'
import { usePreferences, useSetPreferences } from '../../api/use-preferences.ts'
import { timeChoices } from './time-choices.ts'

/** From when to when work is done on a working day. */
export function WorkingHoursField() {
  const { workingHours } = usePreferences()
  const save = useSetPreferences()
  const { from, to } = workingHours
  const shared = { size: 'sm', w: '7rem', allowDeselect: false, searchable: true, maxDropdownHeight: 240 } as const
  return (
    <Input.Wrapper label="Working hours" labelElement="div">
      <Group gap="xs" mt="0.25rem">
        <Select
          {...shared}
          aria-label="Work begins at"
          data={timeChoices('00:00', to, from)}
          value={from}
          onChange={value => value !== null && save.mutate({ workingHours: { from: value, to } })}
        />
        <span>to</span>
        <Select
          {...shared}
          aria-label="Work ends at"
          data={timeChoices(from, '24:01', to)}
          value={to}
          onChange={value => value !== null && save.mutate({ workingHours: { from, to: value } })}
        />
      </Group>
    </Input.Wrapper>
  )
}
