import { Group, Pill, Stack } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendarPlus } from '@tabler/icons-react'
import { usePreferences, useSetPreferences } from '../../api/use-preferences.ts'
import { formatDate } from '../../format/time.ts'

/** Days without work, added from a calendar and removed one by one. */
export function HolidayField() {
  const { holidays } = usePreferences()
  const save = useSetPreferences()
  const sorted = [...holidays].sort()
  return (
    <Stack gap="xs">
      <DatePickerInput
        type="multiple"
        label="Holidays"
        description="Days without work, whatever the weekday"
        placeholder="Add days"
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
        valueFormatter={() => (sorted.length === 0 ? '' : `${sorted.length} ${sorted.length === 1 ? 'day' : 'days'}`)}
        firstDayOfWeek={1}
        weekendDays={[]}
        value={sorted}
        onChange={days => save.mutate({ holidays: [...days].sort() })}
      />
      {sorted.length > 0 && (
        <Group gap="0.375rem" role="list" aria-label="Holidays">
          {sorted.map(day => (
            <Pill
              key={day}
              role="listitem"
              withRemoveButton
              removeButtonProps={{ 'aria-label': `Remove ${name(day)}`, 'aria-hidden': false, tabIndex: 0 }}
              onRemove={() => save.mutate({ holidays: sorted.filter(each => each !== day) })}
            >
              {name(day)}
            </Pill>
          ))}
        </Group>
      )}
    </Stack>
  )
}

const name = (day: string) => formatDate(Date.parse(`${day}T00:00Z`), 'UTC')
