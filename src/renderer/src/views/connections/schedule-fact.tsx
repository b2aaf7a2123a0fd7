import { Anchor } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ConnectionSummary } from '../../../../shared/model/connection.ts'
import { scheduleText } from '../jobs/schedule/presets.ts'
import { ScheduleDialog } from '../jobs/schedule/schedule-dialog.tsx'

/** When a connection is synced by itself, to be changed. */
export function ScheduleFact({ connection }: { readonly connection: ConnectionSummary }) {
  const [choosing, dialog] = useDisclosure()
  const { schedule, name } = connection
  return (
    <>
      {schedule === null ? 'With the cycle' : scheduleText(schedule)}{' '}
      <Anchor
        component="button"
        type="button"
        size="sm"
        underline="always"
        aria-label={`Change when ${name} is synced`}
        onClick={dialog.open}
      >
        Change
      </Anchor>
      <ScheduleDialog connection={connection} opened={choosing} onClose={dialog.close} />
    </>
  )
}
