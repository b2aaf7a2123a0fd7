import type { FlowConfig } from '../model/flow.ts'
import { FlowId, FlowStepId } from '../model/ids.ts'
import type { FreeIds } from './adopt-ids.ts'

/** With new ids for the flows and steps that `base` has not: those were given without knowing what else was saved meanwhile. */
export function renumberAdded(config: FlowConfig, base: FlowConfig, { nextFlowId, nextStepId }: FreeIds): FlowConfig {
  const flowIds = new Map(base.flows.map(({ id }) => [id, id]))
  const stepIds = new Map(base.flows.flatMap(flow => flow.steps.map(({ id }) => [id, id] as const)))
  let freeFlow = nextFlowId
  let freeStep = nextStepId
  for (const { id, steps } of config.flows) {
    if (!flowIds.has(id)) flowIds.set(id, FlowId.parse(freeFlow++))
    for (const step of steps) if (!stepIds.has(step.id)) stepIds.set(step.id, FlowStepId.parse(freeStep++))
  }
  const stepId = (id: FlowStepId) => stepIds.get(id) ?? id
  const flowId = (id: FlowId) => flowIds.get(id) ?? id
  return {
    flows: config.flows.map(flow => ({
      ...flow,
      id: flowId(flow.id),
      steps: flow.steps.map(step => ({ ...step, id: stepId(step.id) })),
      mappings: flow.mappings.map(mapping => ({ ...mapping, stepId: stepId(mapping.stepId) })),
    })),
    issueTypes: config.issueTypes.map(type => ({ ...type, flowId: type.flowId && flowId(type.flowId) })),
  }
}
