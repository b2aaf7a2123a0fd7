import { Flow, FlowConfig, FlowStep, type StepCategory } from '../model/flow.ts'
import { FlowId, FlowStepId } from '../model/ids.ts'

export const stepId = (id: number): FlowStepId => FlowStepId.parse(id)
export const flowId = (id: number): FlowId => FlowId.parse(id)

export const step = (id: number, name: string, category: StepCategory, traits: Partial<FlowStep> = {}): FlowStep =>
  FlowStep.parse({ id, name, category, wait: false, color: 'gray', ...traits })

/** To do, Doing, Review and Done (steps 1 to 4) of flow 1, with a status each; stories use it, epics are left out. */
export function ordinaryFlow(): Flow {
  return Flow.parse({
    id: 1,
    name: 'Delivery',
    steps: [
      step(1, 'To do', 'todo'),
      step(2, 'Doing', 'in_progress'),
      step(3, 'Review', 'in_progress', { wait: true }),
      step(4, 'Done', 'done'),
    ],
    mappings: [
      { status: 'Open', stepId: 1 },
      { status: 'In Progress', stepId: 2 },
      { status: 'In Review', stepId: 3 },
      { status: 'Closed', stepId: 4 },
    ],
  })
}

export const ordinaryConfig = (): FlowConfig =>
  FlowConfig.parse({
    flows: [ordinaryFlow()],
    issueTypes: [
      { issueType: 'Story', flowId: 1 },
      { issueType: 'Epic', flowId: null },
    ],
  })
