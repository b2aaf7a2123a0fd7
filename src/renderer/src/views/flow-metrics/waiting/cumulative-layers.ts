import type { FlowCumulative } from '../../../../../shared/model/flow-metrics.ts'
import type { FlowStepId } from '../../../../../shared/model/ids.ts'
import { stepLook } from '../step-names.ts'

/** A step as a layer of the cumulative flow. */
export interface CumulativeLayer {
  readonly key: string
  readonly stepId: FlowStepId | null
  /** How many were in it. */
  readonly items: readonly number[]
  /** How many are drawn: of a done step, those that came since the first instant. */
  readonly drawn: readonly number[]
  /** A backlog so large that nothing else could be seen beside it. */
  readonly hiddenAtFirst: boolean
}

const tooLarge = 4

/** The layers from the bottom up: done first, to-do on top. What was done before is taken off; a reopened issue never makes it less than nothing. */
export function cumulativeLayers({ steps, flowSteps }: FlowCumulative): readonly CumulativeLayer[] {
  const categoryOf = (id: FlowStepId | null) => (id === null ? 'unmapped' : stepLook(flowSteps, id).category)
  const most = (items: readonly number[]) => items.reduce((a, b) => Math.max(a, b), 0)
  const layers = steps.map(({ stepId, items }) => {
    const least = items.reduce((a, b) => Math.min(a, b), items[0] ?? 0)
    const drawn = categoryOf(stepId) === 'done' ? items.map(count => count - least) : items
    return { key: `step ${stepId ?? 0}`, stepId, items, drawn }
  })
  const inWork = layers
    .filter(({ stepId }) => categoryOf(stepId) !== 'todo')
    .reduce((total, { drawn }) => total + most(drawn), 0)
  return layers
    .map(layer => ({
      ...layer,
      hiddenAtFirst: categoryOf(layer.stepId) === 'todo' && inWork > 0 && most(layer.items) > tooLarge * inWork,
    }))
    .reverse()
}
