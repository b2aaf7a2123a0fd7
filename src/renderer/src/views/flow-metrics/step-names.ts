import type { FlowStep } from '../../../../shared/model/flow.ts'
import type { FlowStepId } from '../../../../shared/model/ids.ts'

export type StepLook = Pick<FlowStep, 'name' | 'color' | 'category' | 'wait'>

const unmapped: StepLook = { name: 'Unmapped', color: 'yellow', category: 'todo', wait: true }

/** How a step of a flow is called and drawn, by its id; null is Unmapped. */
export function stepLook(steps: readonly FlowStep[], id: FlowStepId | null): StepLook {
  return (id === null ? undefined : steps.find(step => step.id === id)) ?? unmapped
}
