import { type Flow, type FlowConfig, type FlowStep, foldName, type StepCategory } from '../model/flow.ts'
import type { FlowId } from '../model/ids.ts'

/** What a category is called on screen and in summaries. */
export const categoryLabels: Readonly<Record<StepCategory, string>> = {
  todo: 'To do',
  in_progress: 'In progress',
  done: 'Done',
}

/** What one configuration has that another had not, a sentence each: for review before saving, and as a summary. */
export function describeChanges(before: FlowConfig, after: FlowConfig): string[] {
  const old = new Map(before.flows.map(flow => [flow.id, flow]))
  const kept = new Set(after.flows.map(flow => flow.id))
  return [
    ...before.flows.flatMap(flow => (kept.has(flow.id) ? [] : [`Flow “${flow.name}” removed`])),
    ...after.flows.flatMap(flow => {
      const earlier = old.get(flow.id)
      return earlier ? flowChanges(earlier, flow) : [`Flow “${flow.name}” added`]
    }),
    ...typeChanges(before, after),
  ]
}

function flowChanges(before: Flow, after: Flow): string[] {
  return [
    ...(before.name === after.name ? [] : [`Flow “${before.name}” renamed to “${after.name}”`]),
    ...stepChanges(before.steps, after.steps),
    ...mappingChanges(before, after),
  ]
}

function stepChanges(before: readonly FlowStep[], after: readonly FlowStep[]): string[] {
  const old = new Map(before.map(step => [step.id, step]))
  const kept = new Map(after.map(step => [step.id, step]))
  const common = (steps: readonly FlowStep[]) =>
    steps.filter(({ id }) => old.has(id) && kept.has(id)).map(({ id }) => id)
  const isReordered = common(before).join() !== common(after).join()
  return [
    ...before.flatMap(step => (kept.has(step.id) ? [] : [`Step “${step.name}” deleted`])),
    ...after.flatMap(step => {
      const earlier = old.get(step.id)
      return earlier ? traitChanges(earlier, step) : [`Step “${step.name}” added`]
    }),
    ...(isReordered ? [`Steps in another order: ${after.map(step => step.name).join(', ')}`] : []),
  ]
}

function traitChanges(before: FlowStep, after: FlowStep): string[] {
  return [
    ...(before.name === after.name ? [] : [`Step “${before.name}” renamed to “${after.name}”`]),
    ...(before.category === after.category
      ? []
      : [`“${after.name}” counts as ${categoryLabels[after.category].toLowerCase()}`]),
    ...(before.wait === after.wait
      ? []
      : [after.wait ? `Work waits in “${after.name}”` : `Work is active in “${after.name}”`]),
    ...(before.color === after.color ? [] : [`“${after.name}” has another colour`]),
  ]
}

function mappingChanges(before: Flow, after: Flow): string[] {
  const stepName = (flow: Flow, id: number) => flow.steps.find(step => step.id === id)?.name ?? `step ${id}`
  const was = new Map(before.mappings.map(mapping => [foldName(mapping.status), mapping]))
  const is = new Set(after.mappings.map(mapping => foldName(mapping.status)))
  return [
    ...after.mappings.flatMap(({ status, stepId }) => {
      const earlier = was.get(foldName(status))
      if (earlier?.stepId === stepId) return []
      const to = stepName(after, stepId)
      return [earlier ? `“${status}” from ${stepName(before, earlier.stepId)} to ${to}` : `“${status}” mapped to ${to}`]
    }),
    ...before.mappings.flatMap(({ status }) => (is.has(foldName(status)) ? [] : [`“${status}” no longer mapped`])),
  ]
}

function typeChanges(before: FlowConfig, after: FlowConfig): string[] {
  const was = new Map(before.issueTypes.map(type => [foldName(type.issueType), type]))
  const is = new Map(after.issueTypes.map(type => [foldName(type.issueType), type]))
  return [...new Map([...was, ...is])].flatMap(([key, { issueType }]) => {
    const type = is.get(key)
    return type?.flowId === was.get(key)?.flowId ? [] : [`Issue type “${issueType}” ${placeOf(type?.flowId, after)}`]
  })
}

function placeOf(flowId: FlowId | null | undefined, { flows }: FlowConfig): string {
  if (flowId === undefined) return 'not decided'
  if (flowId === null) return 'left out'
  return `in “${flows.find(({ id }) => id === flowId)?.name ?? flowId}”`
}
