import type { AgeingQuestion, FlowAgeing } from '../../../shared/model/flow-metrics.ts'
import { FlowStepId, IssueId } from '../../../shared/model/ids.ts'
import { type AgeingItems, ageBands, ageingItems } from './ageing.ts'
import { gatherDots } from './dots.ts'
import { findingsOf } from './findings.ts'
import { finishedItems } from './finished-items.ts'
import { flowOf } from './flow-of.ts'
import type { FlowView } from './flow-view.ts'
import { missingItems } from './missing-items.ts'
import { spreadOf } from './spread.ts'
import type { WithoutKeys } from './without-keys.ts'
import { workTimes } from './work-times.ts'

/** More dots than this are gathered. */
const mostDots = 2_000
const rows = 40

/** What is ageing: the work in progress now or at a past instant as it was known then, against the items finished before it. */
export function answerAgeing(present: FlowView, question: AgeingQuestion, now: number): WithoutKeys<FlowAgeing> {
  const { filter } = question
  const at = Math.min(question.at ?? now, now)
  const work = at < now ? workTimes(present.snapshot, filter.backward, at) : present.work
  const view: FlowView = { ...present, work }
  const period = { from: at - (filter.to - filter.from), to: at }
  const items = ageingItems(view, work, at)
  const finished = finishedItems(view, period)
  const bands = ageBands(view, finished)
  const cycle = spreadOf(finished.cycleMs)
  const steps = stepsOf(view, items)
  const counts = new Map<number, number>()
  for (const step of items.steps) counts.set(step, (counts.get(step) ?? 0) + 1)
  return {
    at,
    period,
    flowSteps: [...(flowOf(view)?.steps ?? [])],
    items: items.issues.length,
    age: spreadOf(items.ageMs),
    steps: steps.map(id => ({
      stepId: id === 0 ? null : FlowStepId.parse(id),
      items: counts.get(id) ?? 0,
      bands: bands.get(id) ?? spreadOf(new Float64Array()),
    })),
    dots: dotsOf(view, items, steps),
    finished: cycle,
    olderThanP85: cycle.p85Ms === null ? 0 : items.ageMs.filter(ms => ms > (cycle.p85Ms ?? 0)).length,
    findings: findingsOf(view, period),
    noData: missingItems(view) ?? (items.issues.length === 0 ? 'none_in_progress' : null),
  }
}

/** The in-progress steps in their order, and before them those that items in progress have gone back to. */
function stepsOf(view: FlowView, { steps }: AgeingItems): readonly number[] {
  const occupied = new Set(steps)
  const ofFlow = flowOf(view)?.steps ?? []
  const shown = ofFlow.filter(step => step.category === 'in_progress' || occupied.has(step.id)).map(step => step.id)
  return occupied.has(0) ? [0, ...shown] : shown
}

function dotsOf(
  { snapshot }: FlowView,
  { issues, steps, ageMs }: AgeingItems,
  shown: readonly number[],
): WithoutKeys<FlowAgeing>['dots'] {
  const places = new Map(shown.map((id, place) => [id, place]))
  const place = Int32Array.from(steps, step => places.get(step) ?? 0)
  if (issues.length <= mostDots) {
    const issueIds = Array.from(issues, issue => IssueId.parse(snapshot.ids[issue]))
    return { issueIds, step: [...place], ms: [...ageMs], items: issueIds.map(() => 1), ranges: null }
  }
  const grid = { from: 0, to: shown.length, columns: shown.length, rows }
  const cells = gatherDots(Float64Array.from(place), ageMs, grid)
  return {
    issueIds: null,
    step: cells.map(({ xFrom }) => Math.round(xFrom)),
    ms: cells.map(({ y }) => y),
    items: cells.map(cell => cell.items),
    ranges: { msFrom: cells.map(({ yFrom }) => yFrom), msTo: cells.map(({ yTo }) => yTo) },
  }
}
