import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Fault } from '../../../../shared/contract/faults.ts'
import type { Backup } from '../../../../shared/model/database.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { faultHint } from '../../faults.ts'
import { formatDateTime } from '../../format/time.ts'
import { RestoreLoss } from './restore-loss.tsx'
import { useCare } from './use-care.ts'

export interface RestoreDialogProps {
  /** Null when nothing is asked. */
  readonly backup: Backup | null
  /** Whether the present database can be asked for what would be lost. */
  readonly canCountLoss: boolean
  readonly onClose: () => void
}

/** Asks before a backup takes the database's place: what is lost, and that the present state is kept aside. */
export function RestoreDialog({ backup, canCountLoss, onClose }: RestoreDialogProps) {
  const restore = useCare('restore')
  const timeZone = useTimeZone()
  const [fault, setFault] = useState<Fault | null>(null)
  const close = () => {
    setFault(null)
    onClose()
  }
  return (
    <ConfirmDialog
      opened={backup !== null}
      title={backup ? `Restore the backup of ${formatDateTime(backup.at, timeZone)}?` : ''}
      confirmLabel="Restore"
      danger
      busy={restore.pending}
      disabled={restore.refusal !== null}
      onCancel={close}
      onConfirm={() => {
        if (backup) restore.begin({ backup: backup.name }, { onBegun: close, onFault: setFault })
      }}
    >
      {backup && (
        <Stack gap="sm">
          <RestoreLoss since={backup.at} canCount={canCountLoss} />
          <Text>
            The present state is kept as a backup of its own, so that you can come back to it. Weir cannot be used until
            the restore has ended.
          </Text>
          {(fault ?? restore.refusal) && (
            <Text role="alert" c="var(--mantine-color-error)">
              {fault ? faultHint(fault) : `${restore.refusal}.`}
            </Text>
          )}
        </Stack>
      )}
    </ConfirmDialog>
  )
}
