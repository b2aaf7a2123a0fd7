import { Button, Group, Radio, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import type { ConnectionId } from '../../../../../shared/model/ids.ts'
import { useCommand } from '../../../api/use-command.ts'
import { usePreferences } from '../../../api/use-preferences.ts'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { faultOf } from '../../../faults.ts'
import { formatNoun } from '../../../format/number.ts'
import { CronField } from './cron-field.tsx'
import { schedulePresets } from './presets.ts'
import { scheduleError } from './schedule-error.ts'
import { SchedulePreview } from './schedule-preview.tsx'
import { usePreview } from './use-preview.ts'

export interface ScheduleFormProps {
  readonly connectionId: ConnectionId
  readonly schedule: string | null
  readonly onDone: () => void
}

/** With the cycle, or a schedule of its own with its next times. */
export function ScheduleForm({ connectionId, schedule, onDone }: ScheduleFormProps) {
  const [own, setOwn] = useState(schedule !== null)
  const [cron, setCron] = useState<string>(schedule ?? schedulePresets[3].schedule)
  const [looked] = useDebouncedValue(cron.trim(), 200)
  const preview = usePreview(own ? looked : '')
  const update = useCommand('connections.update', { quiet: true })
  const { cycleMinutes } = usePreferences()
  const fault = update.error && faultOf(update.error)
  const refused = fault && scheduleError(fault)
  const error = cron.trim() === '' ? 'Enter a schedule' : (refused ?? preview.error)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (own && error !== null) return
    update.mutate({ connectionId, schedule: own ? cron.trim() : null }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Radio.Group label="Start" value={own ? 'own' : 'cycle'} onChange={value => setOwn(value === 'own')}>
          <Stack gap="xs" mt="xs">
            <Radio value="cycle" label="With the cycle" description={cycleText(cycleMinutes)} />
            <Radio value="own" label="On a schedule of its own" description="Instead of the cycle" />
          </Stack>
        </Radio.Group>
        {own && (
          <>
            <CronField
              value={cron}
              error={error}
              onChange={value => {
                setCron(value)
                update.reset()
              }}
            />
            <SchedulePreview preview={preview} />
          </>
        )}
        {fault && refused === null && <FaultAlert fault={fault} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const cycleText = (cycleMinutes: number | null) =>
  cycleMinutes === null ? 'Cycles are off at present' : `Every ${formatNoun(cycleMinutes, 'minute')} with all others`
