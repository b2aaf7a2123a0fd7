import { Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Flow } from '../../../../shared/model/flow.ts'
import type { FlowId } from '../../../../shared/model/ids.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'

export interface RemoveFlowDialogProps {
  readonly opened: boolean
  readonly flow: Flow
  readonly others: readonly Flow[]
  readonly issueTypes: readonly string[]
  readonly onClose: () => void
  readonly onRemove: (reassignTo: FlowId | null) => void
}

const leftOut = 'left out'

/** Asks which flow takes the issue types of one that is removed. */
export function RemoveFlowDialog({ opened, flow, others, issueTypes, onClose, onRemove }: RemoveFlowDialogProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const target = others.find(({ id }) => String(id) === chosen)
  const decided = issueTypes.length === 0 || chosen === leftOut || target !== undefined
  return (
    <ConfirmDialog
      opened={opened}
      title={`Remove the flow “${flow.name}”?`}
      confirmLabel="Remove flow"
      danger
      disabled={!decided}
      onCancel={onClose}
      onConfirm={() => onRemove(target?.id ?? null)}
    >
      <Stack gap="sm">
        <Text size="sm">
          Its steps and what is mapped to them go with it.{' '}
          {issueTypes.length === 0 ? 'No issue type uses it.' : `Its issue types are ${issueTypes.join(', ')}.`}
        </Text>
        {issueTypes.length > 0 && (
          <Select
            label="Issue types go to"
            placeholder="Choose a flow"
            data={[
              ...others.map(({ id, name }) => ({ value: String(id), label: name })),
              { value: leftOut, label: 'No flow: left out' },
            ]}
            value={chosen}
            onChange={setChosen}
          />
        )}
      </Stack>
    </ConfirmDialog>
  )
}
