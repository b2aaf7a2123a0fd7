import { Chip, Group, Input, Stack, Text } from '@mantine/core'
import { usePreferences, useSetPreferences } from '../../api/use-preferences.ts'
import { HolidayField } from './holiday-field.tsx'
import { WorkingHoursField } from './working-hours-field.tsx'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** When work is done: what durations count that are asked for in working time. */
export function WorkingTimeSettings() {
  const { workingDays } = usePreferences()
  const save = useSetPreferences()
  const toggle = (day: number) => {
    const next = workingDays.includes(day) ? workingDays.filter(each => each !== day) : [...workingDays, day].sort()
    if (next.length > 0) save.mutate({ workingDays: next })
  }
  return (
    <Stack maw="28rem">
      <Text size="sm" c="dimmed">
        Flow metrics can be told in working time instead of elapsed time. Then only these hours count.
      </Text>
      <Input.Wrapper label="Working days" labelElement="div">
        <Group gap="0.375rem" mt="0.25rem" role="group" aria-label="Working days">
          {weekdays.map((name, index) => (
            <Chip
              key={name}
              size="xs"
              variant="outline"
              checked={workingDays.includes(index + 1)}
              disabled={workingDays.length === 1 && workingDays.includes(index + 1)}
              onChange={() => toggle(index + 1)}
            >
              {name}
            </Chip>
          ))}
        </Group>
      </Input.Wrapper>
      <WorkingHoursField />
      <HolidayField />
    </Stack>
  )
}
