import { Stack, Text } from '@mantine/core'
import type { ConnectionSummary } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { ImpactFacts } from './impact-facts.tsx'

export interface RemoveDialogProps {
  readonly connection: Pick<ConnectionSummary, 'id' | 'name'>
  readonly opened: boolean
  readonly onCancel: () => void
  readonly onRemoved: () => void
}

/** Removes a connection after saying what goes with it. */
export function RemoveDialog({ connection, opened, onCancel, onRemoved }: RemoveDialogProps) {
  const impact = useRequest(
    'connections.removalImpact',
    { connectionId: connection.id },
    { enabled: opened, gcTimeMs: 0 },
  )
  const remove = useCommand('connections.remove')
  return (
    <ConfirmDialog
      opened={opened}
      title={`Remove “${connection.name}”?`}
      confirmLabel="Remove"
      danger
      busy={remove.isPending}
      disabled={!impact.data}
      onCancel={onCancel}
      onConfirm={() => remove.mutate({ connectionId: connection.id }, { onSuccess: onRemoved })}
    >
      <Stack gap="md">
        <Text>
          Everything synced by this connection is deleted from Weir’s database. Nothing is changed where it came from.
          This cannot be undone.
        </Text>
        <RequestState request={impact} noun="the impact">
          {data => <ImpactFacts impact={data} />}
        </RequestState>
      </Stack>
    </ConfirmDialog>
  )
}
