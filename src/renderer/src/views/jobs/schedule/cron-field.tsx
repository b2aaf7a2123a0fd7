import { Chip, Group, TextInput } from '@mantine/core'
import { schedulePresets } from './presets.ts'

export interface CronFieldProps {
  readonly value: string
  readonly error: string | null
  readonly onChange: (value: string) => void
}

/** A cron expression, written or chosen among the usual ones. */
export function CronField({ value, error, onChange }: CronFieldProps) {
  return (
    <>
      <Chip.Group value={value.trim()} onChange={onChange}>
        <Group gap="xs" role="group" aria-label="Usual schedules">
          {schedulePresets.map(({ label, schedule }) => (
            <Chip key={schedule} value={schedule} size="xs" radius="sm" variant="outline">
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TextInput
        label="Schedule"
        description="Five fields: minute, hour, day of the month, month, day of the week"
        value={value}
        error={error}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={event => onChange(event.currentTarget.value)}
      />
    </>
  )
}
