import { type FlowConfig, foldName } from '../model/flow.ts'
import type { FlowId, FlowStepId } from '../model/ids.ts'
import { editFlow } from './edit-flow.ts'

/** With a status (by name, ignoring case) mapped to a step of the flow. Null unmaps it. */
export function moveStatus(config: FlowConfig, flowId: FlowId, status: string, stepId: FlowStepId | null): FlowConfig {
  const folded = foldName(status)
  return editFlow(config, flowId, flow => {
    const at = flow.mappings.findIndex(mapping => foldName(mapping.status) === folded)
    if ((flow.mappings[at]?.stepId ?? null) === stepId) return flow
    const others = flow.mappings.filter(mapping => foldName(mapping.status) !== folded)
    if (stepId === null) return { ...flow, mappings: others }
    return { ...flow, mappings: others.toSpliced(at < 0 ? others.length : at, 0, { status, stepId }) }
  })
}
