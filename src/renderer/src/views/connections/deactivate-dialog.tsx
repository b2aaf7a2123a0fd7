import { Stack, Text } from '@mantine/core'
import type { DataSource } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { ImpactFacts } from './impact-facts.tsx'

export interface DeactivateDialogProps {
  readonly source: Pick<DataSource, 'id' | 'name'>
  readonly onClose: () => void
}

/** Deactivates a data source after saying what disappears with it. */
export function DeactivateDialog({ source, onClose }: DeactivateDialogProps) {
  const impact = useRequest('dataSources.deactivationImpact', { dataSourceId: source.id }, { gcTimeMs: 0 })
  const setActive = useCommand('dataSources.setActive')
  return (
    <ConfirmDialog
      opened
      title={`Deactivate “${source.name}”?`}
      confirmLabel="Deactivate"
      busy={setActive.isPending}
      disabled={!impact.data}
      onCancel={onClose}
      onConfirm={() => setActive.mutate({ dataSourceId: source.id, active: false }, { onSuccess: onClose })}
    >
      <Stack gap="md">
        <Text>
          It is not synced any more and disappears from every metric. Nothing is deleted: it comes back when you
          activate it again.
        </Text>
        <RequestState request={impact} noun="the impact">
          {data => <ImpactFacts impact={data} />}
        </RequestState>
      </Stack>
    </ConfirmDialog>
  )
}
