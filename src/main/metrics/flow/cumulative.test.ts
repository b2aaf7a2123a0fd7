import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inProgressAt, itemsPerStep } from './cumulative.ts'
import { ways } from './testing/random-ways.ts'
import { backlog, develop, done, on, type Way } from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'
import { isInProgress } from './work-times.ts'

const dayEnds = (from: number, count: number) => Float64Array.from({ length: count }, (_, i) => on(from + i + 1))

// Two issues of the first day: one moves on during the second, one at the very end of it, which is the third day's beginning.
test('counts the items in each step at the end of each day', () => {
  const view = viewOf([
    [
      [backlog, on(0.5)],
      [develop, on(1.5)],
      [done, on(3.2)],
    ],
    [
      [backlog, on(0.1)],
      [develop, on(2)],
    ],
  ])
  const counts = itemsPerStep(view, dayEnds(0, 4))
  expect([...counts.countsOf(backlog)]).toEqual([2, 1, 0, 0])
  expect([...counts.countsOf(develop)]).toEqual([0, 1, 2, 1])
  expect([...counts.countsOf(done)]).toEqual([0, 0, 0, 1])
  expect([...counts.countsOf(99)]).toEqual([0, 0, 0, 0])
  expect([...inProgressAt(view, dayEnds(0, 4))]).toEqual([0, 1, 2, 1])
})

/** The step an issue was in just before an instant; null before its creation. */
const stepBefore = (way: Way, at: number) => way.filter(([, entered]) => entered < at).at(-1)?.[0] ?? null

test('agrees with looking at every issue at every end', () => {
  fc.assert(
    fc.property(ways, fc.integer({ min: 0, max: 60 }), (all, from) => {
      const view = viewOf(all)
      const ends = dayEnds(from, 30)
      const counts = itemsPerStep(view, ends)
      const wip = inProgressAt(view, ends)
      for (const [i, end] of ends.entries()) {
        for (let step = 0; step <= 5; step++) {
          const expected = all.filter(way => stepBefore(way, end) === step).length
          expect(counts.countsOf(step)[i]).toBe(expected)
        }
        expect(wip[i]).toBe([...view.selected].filter(issue => isInProgress(view.work, issue, end - 1)).length)
      }
    }),
    { numRuns: 50 },
  )
})
