import type { Flow, FlowStep } from '../../../../shared/model/flow.ts'
import type { KnownStatus } from '../../../../shared/model/flow-mapping.ts'
import { type FlowId, FlowStepId } from '../../../../shared/model/ids.ts'

/** A flow of three steps whose statuses follow their trackers' categories. Takes three step ids, from `firstStepId` on. */
export function newFlow(id: FlowId, name: string, firstStepId: FlowStepId, statuses: readonly KnownStatus[]): Flow {
  const steps = traits.map((each, index) => ({ ...each, id: FlowStepId.parse(firstStepId + index) }))
  const mappings = statuses.flatMap(status => {
    const step = steps.find(({ category }) => category === status.category)
    return step ? [{ status: status.name, stepId: step.id }] : []
  })
  return { id, name, steps, mappings }
}

const traits: readonly Omit<FlowStep, 'id'>[] = [
  { name: 'To do', category: 'todo', wait: false, color: 'gray' },
  { name: 'In progress', category: 'in_progress', wait: false, color: 'blue' },
  { name: 'Done', category: 'done', wait: false, color: 'green' },
]
