import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BackwardRule } from '../../../shared/model/flow-filter.ts'
import { elapsed, runningTime } from './running-time.ts'
import { way, ways } from './testing/random-ways.ts'
import { backlog, day, develop, done, on, review, snapshotOf, unmapped, type Way } from './testing/snapshot.ts'
import { isInProgress, workTimes } from './work-times.ts'

const never = Number.POSITIVE_INFINITY
const factsOf = (way: Way, rule: BackwardRule = 'keep', asOf?: number) => {
  const { started, done: finished } = workTimes(snapshotOf([way]), rule, asOf)
  return [started[0], finished[0]]
}

/** The days from start to done, or null. */
function cycleDays(way: Way, rule: BackwardRule): number | null {
  const snapshot = snapshotOf([way])
  const work = workTimes(snapshot, rule)
  const ms = runningTime(snapshot, work, elapsed)(0, work.done[0] ?? never)
  return ms === null ? null : ms / day
}

test('work starts with the first in-progress step and is done with the entry into the done step', () => {
  const straight: Way = [
    [backlog, on(0)],
    [develop, on(2)],
    [review, on(5)],
    [done, on(9)],
  ]
  expect(factsOf(straight)).toEqual([on(2), on(9)])
  expect(cycleDays(straight, 'keep')).toBe(7)
})

// Started on day 1, back in the backlog from day 3 to 10, done on day 12: keep 11 days, restart 2, pause 2 + 2.
test('the three rules for moving backwards', () => {
  const back: Way = [
    [backlog, on(0)],
    [develop, on(1)],
    [backlog, on(3)],
    [develop, on(10)],
    [done, on(12)],
  ]
  expect(cycleDays(back, 'keep')).toBe(11)
  expect(cycleDays(back, 'restart')).toBe(2)
  expect(cycleDays(back, 'pause')).toBe(4)
})

test('from review back to development is no new start: the work was in progress all along', () => {
  const back: Way = [
    [backlog, on(0)],
    [develop, on(1)],
    [review, on(3)],
    [develop, on(4)],
    [done, on(6)],
  ]
  for (const rule of ['keep', 'restart', 'pause'] as const) expect(cycleDays(back, rule)).toBe(5)
})

test('a reopened issue is not done; done again, it is done the second time', () => {
  const reopened: Way = [
    [backlog, on(0)],
    [develop, on(1)],
    [done, on(2)],
    [develop, on(5)],
  ]
  expect(factsOf(reopened)).toEqual([on(1), never])
  expect(factsOf([...reopened, [done, on(6)]])).toEqual([on(1), on(6)])
  expect(factsOf([...reopened, [done, on(6)]], 'restart')).toEqual([on(5), on(6)])
})

test('to-do straight to done has no start and no cycle time', () => {
  const straight: Way = [
    [backlog, on(0)],
    [done, on(4)],
  ]
  expect(factsOf(straight)).toEqual([never, on(4)])
  expect(cycleDays(straight, 'keep')).toBeNull()
})

test('unmapped statuses neither start nor stop the clock, but are no in-progress time', () => {
  const through: Way = [
    [unmapped, on(0)],
    [develop, on(1)],
    [unmapped, on(2)],
    [develop, on(4)],
    [done, on(5)],
  ]
  expect(cycleDays(through, 'restart')).toBe(4)
  expect(cycleDays(through, 'pause')).toBe(2)
})

test('as of an instant, what came later is not known', () => {
  const whole: Way = [
    [backlog, on(0)],
    [develop, on(2)],
    [done, on(9)],
    [develop, on(12)],
  ]
  expect(factsOf(whole, 'keep', on(1))).toEqual([never, never])
  expect(factsOf(whole, 'keep', on(8))).toEqual([on(2), never])
  expect(factsOf(whole, 'keep', on(9))).toEqual([on(2), on(9)])
  expect(workTimes(snapshotOf([whole]), 'keep', on(-1)).entry[0]).toBe(-1)
})

const rule = fc.constantFrom<BackwardRule>('keep', 'restart', 'pause')

test('a cycle time is never negative nor longer than the lead time, and pause and restart never make it longer', () => {
  fc.assert(
    fc.property(way, each => {
      const [keep, restart, pause] = [cycleDays(each, 'keep'), cycleDays(each, 'restart'), cycleDays(each, 'pause')]
      const finished = factsOf(each)[1] ?? never
      if (finished === never || keep === null) return
      expect(keep).toBeGreaterThanOrEqual(0)
      expect(keep).toBeLessThanOrEqual((finished - (each[0]?.[1] ?? 0)) / day)
      expect(pause).toBeLessThanOrEqual(keep)
      if (restart !== null) expect(restart).toBeLessThanOrEqual(keep)
    }),
  )
})

test('as of an instant the work are those of the history cut there', () => {
  fc.assert(
    fc.property(ways, rule, fc.integer({ min: 0, max: 90 }), (all, each, days) => {
      const at = on(days)
      const cut = all.map(way => way.filter(([, entered]) => entered <= at)).filter(way => way.length > 0)
      const known = workTimes(snapshotOf(all), each, at)
      const present = [...known.entry.keys()].filter(issue => (known.entry[issue] ?? -1) >= 0)
      const expected = workTimes(snapshotOf(cut), each)
      expect(present.map(issue => known.started[issue])).toEqual([...expected.started])
      expect(present.map(issue => known.done[issue])).toEqual([...expected.done])
    }),
  )
})

test('in progress are those that started and are not done', () => {
  const work = workTimes(
    snapshotOf([
      [
        [backlog, on(0)],
        [develop, on(1)],
        [done, on(3)],
      ],
    ]),
    'keep',
  )
  expect([0, 1, 2, 3].map(days => isInProgress(work, 0, on(days)))).toEqual([false, true, true, false])
})
