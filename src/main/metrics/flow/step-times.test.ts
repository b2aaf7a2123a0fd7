import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finishedItems } from './finished-items.ts'
import { flaggedTimes } from './flagged-time.ts'
import { stepTimes } from './step-times.ts'
import { ways } from './testing/random-ways.ts'
import {
  backlog,
  day,
  develop,
  done,
  on,
  review,
  type TestIssue,
  test as testing,
  type Way,
} from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'

const always = { from: on(-1), to: on(500) }
const timesOf = (issues: readonly (Way | TestIssue)[], rule: 'keep' | 'restart' | 'pause' = 'keep') => {
  const view = viewOf(issues, rule)
  return stepTimes(view, finishedItems(view, always))
}

// Backlog 2 days, develop 3, review (waits) 4, develop again 1, test 2: cycle 10 days, active 3 + 1 + 2 = 6, efficiency 0.6.
const returned: Way = [
  [backlog, on(0)],
  [develop, on(2)],
  [review, on(5)],
  [develop, on(9)],
  [testing, on(10)],
  [done, on(12)],
]

test('time in a step is all visits together; efficiency leaves wait steps out', () => {
  const { steps, efficiency } = timesOf([returned])
  const daysIn = (step: number) => (steps.get(step)?.medianMs ?? 0) / day
  expect([backlog, develop, review, testing].map(daysIn)).toEqual([2, 4, 4, 2])
  expect(steps.has(done)).toBe(false)
  expect([...efficiency.shares]).toEqual([0.6])
  expect([efficiency.activeMs, efficiency.cycleMs]).toEqual([6 * day, 10 * day])
})

test('totals count from start to done only', () => {
  const { steps } = timesOf([returned])
  expect(steps.get(backlog)?.totalMs).toBe(0)
  expect(steps.get(review)?.totalMs).toBe(4 * day)
})

// Of 1 and 3 days in review: median 2, p85 1 + 0.85 × 2 = 2.7.
test('the median is over the items that were in the step', () => {
  const through = (days: number): Way => [
    [develop, on(0)],
    [review, on(1)],
    [done, on(1 + days)],
  ]
  const { steps } = timesOf([
    through(1),
    through(3),
    [
      [develop, on(0)],
      [done, on(9)],
    ],
  ])
  expect(steps.get(review)).toMatchObject({ items: 2, medianMs: 2 * day, totalMs: 4 * day })
  expect((steps.get(review)?.p85Ms ?? 0) / day).toBeCloseTo(2.7)
})

test('flagged time counts between start and done', () => {
  const view = viewOf([
    {
      way: returned,
      flagged: [
        [on(1), on(3)],
        [on(6), on(7)],
        [on(11), Number.POSITIVE_INFINITY],
      ],
    },
  ])
  expect([...flaggedTimes(view, finishedItems(view, always))]).toEqual([3 * day])
})

test('with the rule keep, the time in all steps from start to done is the cycle time; efficiency is a share', () => {
  fc.assert(
    fc.property(ways, fc.constantFrom('keep', 'restart', 'pause'), (all, rule) => {
      const view = viewOf(all, rule)
      const items = finishedItems(view, always)
      const { steps, efficiency } = stepTimes(view, items)
      const inSteps = [...steps.values()].reduce((total, { totalMs }) => total + totalMs, 0)
      const cycle = items.cycleMs.reduce((total, ms) => total + (Number.isNaN(ms) ? 0 : ms), 0)
      if (rule === 'pause') expect(inSteps).toBeGreaterThanOrEqual(cycle - 1)
      else expect(inSteps).toBeCloseTo(cycle, 0)
      for (const share of efficiency.shares) expect(share >= 0 && share <= 1).toBe(true)
    }),
  )
})
