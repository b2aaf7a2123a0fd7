import type { Service } from '../../../../../shared/model/service.ts'
import { useCommand } from '../../../api/use-command.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { faultOf } from '../../../faults.ts'
import { formatNoun } from '../../../format/number.ts'

export interface RemoveServiceProps {
  /** Null while the dialog is closed. */
  readonly service: Service | null
  readonly isLast: boolean
  readonly onClose: () => void
}

/** Asks before a service is removed. */
export function RemoveService({ service, isLast, onClose }: RemoveServiceProps) {
  const remove = useCommand('services.remove', { quiet: true })
  const close = () => {
    remove.reset()
    onClose()
  }
  return (
    <ConfirmDialog
      opened={service !== null}
      title={service ? `Remove the service ${service.name}?` : ''}
      confirmLabel="Remove service"
      danger
      busy={remove.isPending}
      onConfirm={() => service && remove.mutate({ serviceId: service.id }, { onSuccess: close })}
      onCancel={close}
    >
      {service && (
        <p>
          Its {formatNoun(service.deployments, 'deployment')}, and what was linked by hand to them, are no longer shown.
          The commits stay.{isLast && ' Without services the repository is measured as a whole again.'}
        </p>
      )}
      {remove.error && <FaultAlert fault={faultOf(remove.error)} />}
    </ConfirmDialog>
  )
}
