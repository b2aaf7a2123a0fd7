import { expect, test } from 'vitest'
import { findingsOf, issuesOfFinding } from './findings.ts'
import { returnsIn, returnWays } from './returns.ts'
import { backlog, develop, done, on, review, unmapped, type Way } from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'

const march = { from: on(0), to: on(30) }
const ways: readonly Way[] = [
  [
    [backlog, on(0)],
    [done, on(3)],
  ],
  [
    [develop, on(0)],
    [review, on(1)],
    [develop, on(2)],
    [done, on(3)],
  ],
  [
    [develop, on(0)],
    [done, on(1)],
    [develop, on(4)],
  ],
  [
    [develop, on(0)],
    [unmapped, on(1)],
    [review, on(2)],
    [done, on(3)],
  ],
  [
    [develop, on(0)],
    [unmapped, on(1)],
  ],
  [
    [develop, on(-9)],
    [unmapped, on(-8)],
    [done, on(-7)],
  ],
]

test('each finding names its issues', () => {
  const view = viewOf(ways)
  const of = (finding: Parameters<typeof issuesOfFinding>[2]) => [...issuesOfFinding(view, march, finding)]
  expect(of('doneWithoutStart')).toEqual([0])
  expect(of('movedBackwards')).toEqual([1])
  expect(of('reopened')).toEqual([2])
  expect(of('unmapped')).toEqual([3, 4])
  expect(findingsOf(view, march)).toEqual({ doneWithoutStart: 1, movedBackwards: 1, reopened: 1, unmapped: 2 })
})

test('moves back are counted by their way; through Unmapped is no move back', () => {
  const back: Way = [
    [develop, on(0)],
    [review, on(1)],
    [develop, on(2)],
    [review, on(3)],
    [develop, on(4)],
  ]
  const view = viewOf([
    back,
    [...back, [backlog, on(40)]],
    [
      [develop, on(0)],
      [unmapped, on(1)],
      [review, on(2)],
    ],
  ])
  expect(returnWays(returnsIn(view, march))).toEqual([{ from: review, to: develop, moves: 4, items: 2 }])
  expect(returnWays(returnsIn(view, { from: on(30), to: on(50) }))).toEqual([
    { from: develop, to: backlog, moves: 1, items: 1 },
  ])
})
