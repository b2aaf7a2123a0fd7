import { Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Flow, FlowStep } from '../../../../shared/model/flow.ts'
import type { FlowStepId } from '../../../../shared/model/ids.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { formatNoun } from '../../format/number.ts'
import type { PlacedStatus } from './placed-statuses.ts'

export interface DeleteStepDialogProps {
  readonly opened: boolean
  readonly flow: Flow
  readonly step: FlowStep
  readonly statuses: readonly PlacedStatus[]
  readonly onClose: () => void
  readonly onDelete: (reassignTo: FlowStepId) => void
}

/** Asks which step takes the statuses of one that is deleted. */
export function DeleteStepDialog({ opened, flow, step, statuses, onClose, onDelete }: DeleteStepDialogProps) {
  const others = flow.steps.filter(({ id }) => id !== step.id)
  const [chosen, setChosen] = useState<string | null>(null)
  const target = others.find(({ id }) => String(id) === chosen)
  const now = statuses.reduce((sum, status) => sum + status.now, 0)
  return (
    <ConfirmDialog
      opened={opened}
      title={`Delete the step “${step.name}”?`}
      confirmLabel="Delete step"
      danger
      disabled={!target}
      onCancel={onClose}
      onConfirm={() => target && onDelete(target.id)}
    >
      <Stack gap="sm">
        <Text size="sm">
          {formatNoun(statuses.length, 'status leads', 'statuses lead')} to it, with {formatNoun(now, 'issue')} in{' '}
          {statuses.length === 1 ? 'it' : 'them'} now. Choose the step that takes{' '}
          {statuses.length === 1 ? 'it' : 'them'}.
        </Text>
        <Select
          label="Statuses go to"
          placeholder="Choose a step"
          data={others.map(({ id, name }) => ({ value: String(id), label: name || 'Step without a name' }))}
          value={target ? chosen : null}
          onChange={setChosen}
        />
      </Stack>
    </ConfirmDialog>
  )
}
