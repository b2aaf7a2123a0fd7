import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FlowFilter } from '../../../shared/model/flow-filter.ts'
import { FlowItems } from '../../../shared/model/flow-items.ts'
import { AgeingQuestion, CycleTimeQuestion } from '../../../shared/model/flow-metrics.ts'
import { answerAgeing } from './answer-ageing.ts'
import { answerCumulative, answerWip } from './answer-cumulative.ts'
import { answerCycleTime } from './answer-cycle-time.ts'
import { answerSteps } from './answer-steps.ts'
import { itemsBehind } from './items-behind.ts'
import { way } from './testing/random-ways.ts'
import { on } from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'

const filter = FlowFilter.parse({ from: on(10), to: on(60), bucket: 'week', timeZone: 'UTC' })
const now = on(50) + 1

/** The number a chart shows, and what opens the items behind it, for every number of every answer. */
function* numbers(view: ReturnType<typeof viewOf>): Generator<readonly [number, object, Partial<FlowFilter>?]> {
  const cycle = answerCycleTime(view, CycleTimeQuestion.parse({ filter, of: 'lead' }))
  yield [cycle.finished, { kind: 'finished' }]
  for (const { start, end, items } of cycle.buckets) {
    const within = { from: Math.max(start, filter.from), to: Math.min(end, filter.to) }
    if (within.from < within.to) yield [items, { kind: 'finished', timeOf: 'lead' }, within]
  }
  for (const { fromMs, toMs, items } of cycle.histogram) {
    yield [items, { kind: 'finished', timeOf: 'lead', ms: { from: fromMs, to: toMs } }]
  }
  const steps = answerSteps(view, filter)
  for (const { stepId, items } of steps.steps) yield [items, { kind: 'through_step', stepId }]
  yield [steps.flagged.items, { kind: 'flagged' }]
  for (const { fromStepId, toStepId, items } of steps.returns) {
    yield [items, { kind: 'returned', fromStepId, toStepId }]
  }
  for (const [finding, items] of Object.entries(steps.findings)) yield [items, { kind: 'finding', finding }]
  const flow = answerCumulative(view, filter, now)
  for (const { stepId, items } of flow.steps) {
    for (const [i, count] of items.entries()) yield [count, { kind: 'in_step', stepId, at: flow.at[i] }]
  }
  const ageing = answerAgeing(view, AgeingQuestion.parse({ filter, at: on(30) }), now)
  yield [ageing.items, { kind: 'in_progress', at: ageing.at }]
  for (const { stepId, items } of ageing.steps) yield [items, { kind: 'in_progress', at: ageing.at, stepId }]
  const oldest = ageing.finished.p85Ms
  if (oldest !== null) {
    const older = Math.floor(oldest) + 1
    yield [ageing.olderThanP85, { kind: 'in_progress', at: ageing.at, ms: { from: older, to: null } }]
  }
  yield [answerWip(view, filter, now).now, { kind: 'in_progress' }]
}

test('behind every number are as many issues as it says', () => {
  fc.assert(
    fc.property(fc.array(way, { maxLength: 60 }), ways => {
      const view = viewOf(ways)
      for (const [count, items, within] of numbers(view)) {
        expect(
          [...itemsBehind(view, { ...filter, ...within }, FlowItems.parse(items), now)],
          JSON.stringify(items),
        ).toHaveLength(count)
      }
    }),
    { numRuns: 60 },
  )
})
