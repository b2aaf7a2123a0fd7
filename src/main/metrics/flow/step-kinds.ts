import type { Flow } from '../../../shared/model/flow.ts'

/** What a step means for the clock. Unmapped statuses form a step of their own, with id 0, that neither starts nor stops it. */
export type StepKind = 'unmapped' | 'todo' | 'in_progress' | 'done'

/** The steps of a flow by their ids. */
export interface StepKinds {
  readonly kindOf: (stepId: number) => StepKind
  /** Whether work only waits there. */
  readonly waits: (stepId: number) => boolean
  /** Its place in the flow, from 0; null for Unmapped. */
  readonly placeOf: (stepId: number) => number | null
}

/** The kinds of a flow's steps, looked up by id in constant time. An id the flow does not know is Unmapped. */
export function stepKinds(flow: Pick<Flow, 'steps'> | undefined): StepKinds {
  const steps = flow?.steps ?? []
  const size = Math.max(0, ...steps.map(step => step.id)) + 1
  const kinds = new Array<StepKind>(size).fill('unmapped')
  const waits = new Array<boolean>(size).fill(false)
  const places = new Array<number | null>(size).fill(null)
  for (const [place, step] of steps.entries()) {
    kinds[step.id] = step.category
    waits[step.id] = step.wait
    places[step.id] = place
  }
  return {
    kindOf: id => kinds[id] ?? 'unmapped',
    waits: id => waits[id] ?? false,
    placeOf: id => places[id] ?? null,
  }
}
