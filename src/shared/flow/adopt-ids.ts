import { type Flow, type FlowConfig, type FlowStep, foldName } from '../model/flow.ts'
import { FlowId, FlowStepId } from '../model/ids.ts'

/** From which on ids have never been given to anything. */
export interface FreeIds {
  readonly nextFlowId: number
  readonly nextStepId: number
}

/**
 * A configuration from elsewhere under the ids of ours: flows and steps of equal names are taken for the same, the others get new
 * ids. What it maps to steps or flows it does not have is left unmapped.
 */
export function adoptIds(foreign: FlowConfig, own: FlowConfig, { nextFlowId, nextStepId }: FreeIds): FlowConfig {
  const flowIdFor = assign(own.flows, nextFlowId, FlowId.parse)
  const steps = own.flows.flatMap(flow => flow.steps)
  const stepIdFor = assign(steps, nextStepId, FlowStepId.parse)
  const flows = foreign.flows.map(flow => {
    const twin = twinOf(flow, own.flows)
    return { from: flow.id, flow: adoptSteps({ ...flow, id: flowIdFor(twin) }, twin?.steps ?? [], stepIdFor) }
  })
  return {
    flows: flows.map(({ flow }) => flow),
    issueTypes: foreign.issueTypes.flatMap(type => {
      if (type.flowId === null) return [type]
      const target = flows.find(({ from }) => from === type.flowId)
      return target ? [{ ...type, flowId: target.flow.id }] : []
    }),
  }
}

function adoptSteps(flow: Flow, twins: readonly FlowStep[], idFor: (twin: FlowStep | undefined) => FlowStepId): Flow {
  const steps = flow.steps.map(step => ({ from: step.id, step: { ...step, id: idFor(twinOf(step, twins)) } }))
  return {
    ...flow,
    steps: steps.map(({ step }) => step),
    mappings: flow.mappings.flatMap(({ status, stepId }) => {
      const target = steps.find(({ from }) => from === stepId)
      return target ? [{ status, stepId: target.step.id }] : []
    }),
  }
}

const twinOf = <Named extends { readonly name: string }>(one: Named, others: readonly Named[]): Named | undefined =>
  others.find(({ name }) => foldName(name) === foldName(one.name))

/** Gives each thing its twin's id, once, and a new one to what has no twin. */
function assign<Id extends number>(
  own: readonly { readonly id: Id }[],
  next: number,
  parse: (id: number) => Id,
): (twin: { readonly id: Id } | undefined) => Id {
  const left = new Set(own.map(({ id }) => id))
  let free = next
  return twin => (twin && left.delete(twin.id) ? twin.id : parse(free++))
}
