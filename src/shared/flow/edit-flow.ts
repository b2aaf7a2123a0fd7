import { type Flow, type FlowConfig, foldName } from '../model/flow.ts'
import type { FlowId } from '../model/ids.ts'

/** With one flow changed; the same document when there is no such flow or nothing changed. */
export function editFlow(config: FlowConfig, flowId: FlowId, edit: (flow: Flow) => Flow): FlowConfig {
  const flow = config.flows.find(({ id }) => id === flowId)
  if (!flow) return config
  const edited = edit(flow)
  return edited === flow ? config : { ...config, flows: config.flows.map(each => (each === flow ? edited : each)) }
}

/** With one more flow, at the end. Its id and its steps' must never have named others. */
export function addFlow(config: FlowConfig, flow: Flow): FlowConfig {
  return { ...config, flows: [...config.flows, flow] }
}

export function renameFlow(config: FlowConfig, flowId: FlowId, name: string): FlowConfig {
  return editFlow(config, flowId, flow => ({ ...flow, name }))
}

/** Without a flow; the issue types that used it use `reassignTo`. Null leaves them out of every flow. */
export function removeFlow(config: FlowConfig, flowId: FlowId, reassignTo: FlowId | null): FlowConfig {
  const target = config.flows.some(flow => flow.id === reassignTo) && reassignTo !== flowId ? reassignTo : null
  return {
    flows: config.flows.filter(flow => flow.id !== flowId),
    issueTypes: config.issueTypes.map(type => (type.flowId === flowId ? { ...type, flowId: target } : type)),
  }
}

/** With an issue type (by name, ignoring case) in a flow, left out of all (null), or not decided on (undefined). */
export function mapIssueType(config: FlowConfig, issueType: string, flowId: FlowId | null | undefined): FlowConfig {
  const folded = foldName(issueType)
  const at = config.issueTypes.findIndex(type => foldName(type.issueType) === folded)
  const others = config.issueTypes.filter(type => foldName(type.issueType) !== folded)
  if (flowId === undefined) return { ...config, issueTypes: others }
  return { ...config, issueTypes: others.toSpliced(at < 0 ? others.length : at, 0, { issueType, flowId }) }
}
