import { Modal } from '@mantine/core'
import type { ConnectionId } from '../../../../../shared/model/ids.ts'
import { ScheduleForm } from './schedule-form.tsx'

export interface ScheduleDialogProps {
  readonly connection: { readonly id: ConnectionId; readonly name: string; readonly schedule: string | null }
  readonly opened: boolean
  readonly onClose: () => void
}

/** Chooses when a connection is synced by itself. */
export function ScheduleDialog({ connection, opened, onClose }: ScheduleDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`When “${connection.name}” is synced`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ScheduleForm connectionId={connection.id} schedule={connection.schedule} onDone={onClose} />
    </Modal>
  )
}
