import { expect, test } from 'vitest'
import { ageBands, ageingItems } from './ageing.ts'
import { finishedItems } from './finished-items.ts'
import { backlog, day, develop, done, on, review, type Way } from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'
import { workTimes } from './work-times.ts'

const agesAt = (ways: readonly Way[], at: number, rule: 'keep' | 'pause' = 'keep') => {
  const view = viewOf(ways, rule)
  const { issues, steps, ageMs } = ageingItems(view, workTimes(view.snapshot, rule, at), at)
  return [...issues].map((issue, i) => [view.snapshot.ids[issue], steps[i], (ageMs[i] ?? 0) / day])
}

const ways: readonly Way[] = [
  [
    [backlog, on(0)],
    [develop, on(2)],
    [review, on(6)],
  ],
  [
    [backlog, on(0)],
    [develop, on(1)],
    [done, on(8)],
  ],
  [[backlog, on(0)]],
  [
    [develop, on(3)],
    [done, on(5)],
    [develop, on(9)],
  ],
]

test('work in progress with its step and age, the oldest first', () => {
  expect(agesAt(ways, on(10))).toEqual([
    [101, review, 8],
    [104, develop, 7],
  ])
})

test('on a past date it is as it was then', () => {
  expect(agesAt(ways, on(4))).toEqual([
    [102, develop, 3],
    [101, develop, 2],
    [104, develop, 1],
  ])
  expect(agesAt(ways, on(6))).toEqual([
    [102, develop, 5],
    [101, review, 4],
  ])
})

test('with the rule pause only in-progress time ages', () => {
  expect(
    agesAt(
      [
        [
          [develop, on(0)],
          [backlog, on(2)],
          [develop, on(7)],
        ],
      ],
      on(8),
      'pause',
    ),
  ).toEqual([[101, develop, 3]])
})

// On day 4 nobody knows yet that it will be opened again on day 6, and be in review.
test('bands of a past day are of what was known then', () => {
  const view = viewOf([
    [
      [develop, on(0)],
      [done, on(3)],
      [review, on(6)],
      [done, on(9)],
    ],
  ])
  const then = { ...view, work: workTimes(view.snapshot, 'keep', on(4)) }
  const bands = ageBands(then, finishedItems(then, { from: on(-1), to: on(4) }))
  expect([...bands].map(([step, { medianMs }]) => [step, (medianMs ?? 0) / day])).toEqual([[develop, 3]])
})

// Left development at the age of 2 and of 4 days (the second after it had come back), review at 5 and at 6.
test('bands are the ages at which finished items left a step for the last time', () => {
  const view = viewOf([
    [
      [develop, on(0)],
      [review, on(2)],
      [done, on(5)],
    ],
    [
      [develop, on(0)],
      [review, on(1)],
      [develop, on(3)],
      [review, on(4)],
      [done, on(6)],
    ],
    [
      [develop, on(0)],
      [review, on(50)],
    ],
  ])
  const bands = ageBands(view, finishedItems(view, { from: on(0), to: on(30) }))
  expect(bands.get(develop)).toMatchObject({ medianMs: 3 * day, items: 2 })
  expect(bands.get(review)).toMatchObject({ medianMs: 5.5 * day, items: 2 })
  expect(bands.has(done)).toBe(false)
})
