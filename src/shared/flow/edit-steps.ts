import type { Flow, FlowConfig, FlowStep } from '../model/flow.ts'
import type { FlowId, FlowStepId } from '../model/ids.ts'
import { editFlow } from './edit-flow.ts'

/** What can be said of a step besides its place and id. */
export type StepTraits = Partial<Omit<FlowStep, 'id'>>

/** With a new step at a position (0 is first; beyond the end is the end). `step.id` must never have named another step. */
export function addStep(config: FlowConfig, flowId: FlowId, step: FlowStep, position: number): FlowConfig {
  return editFlow(config, flowId, flow => ({ ...flow, steps: flow.steps.toSpliced(Math.max(0, position), 0, step) }))
}

/** With another name, category, colour or wait mark of a step. */
export function changeStep(config: FlowConfig, stepId: FlowStepId, traits: StepTraits): FlowConfig {
  return editFlowOfStep(config, stepId, flow => ({
    ...flow,
    steps: flow.steps.map(step => (step.id === stepId ? { ...step, ...traits } : step)),
  }))
}

/** With a step at another position among the steps of its flow (0 is first; beyond an end is that end). */
export function moveStep(config: FlowConfig, stepId: FlowStepId, position: number): FlowConfig {
  return editFlowOfStep(config, stepId, flow => {
    const step = flow.steps.find(({ id }) => id === stepId)
    if (!step) return flow
    const others = flow.steps.filter(other => other !== step)
    return { ...flow, steps: others.toSpliced(Math.max(0, position), 0, step) }
  })
}

/** Without a step; its statuses go to `reassignTo`, a step of the same flow. Null unmaps them. */
export function removeStep(config: FlowConfig, stepId: FlowStepId, reassignTo: FlowStepId | null): FlowConfig {
  return editFlowOfStep(config, stepId, flow => {
    const { mappings, ...rest } = reassigned(flow, stepId, reassignTo === stepId ? null : reassignTo)
    return { ...rest, mappings, steps: flow.steps.filter(step => step.id !== stepId) }
  })
}

function reassigned(flow: Flow, from: FlowStepId, to: FlowStepId | null): Flow {
  const target = to !== null && flow.steps.some(step => step.id === to) ? to : null
  const mappings = flow.mappings.flatMap(mapping => {
    if (mapping.stepId !== from) return [mapping]
    return target === null ? [] : [{ ...mapping, stepId: target }]
  })
  return { ...flow, mappings }
}

function editFlowOfStep(config: FlowConfig, stepId: FlowStepId, edit: (flow: Flow) => Flow): FlowConfig {
  const flow = config.flows.find(({ steps }) => steps.some(step => step.id === stepId))
  return flow ? editFlow(config, flow.id, edit) : config
}
