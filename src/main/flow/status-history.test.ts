import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type IssueLife, type StatusChange, type StatusRef, statusHistory } from './status-history.ts'

const [todo, doing, review, done] = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }] as const
const issue = (status: StatusRef, updatedAt = 1_000): IssueLife<StatusRef> => ({ createdAt: 100, updatedAt, status })
const change = (at: number, from: StatusRef | null, to: StatusRef | null): StatusChange<StatusRef> => ({ at, from, to })
const short = (...args: Parameters<typeof statusHistory<StatusRef>>) =>
  statusHistory(...args).map(({ status, enteredAt }) => [status.id, enteredAt])

test('an issue without changes has been in its status since its creation', () => {
  expect(short(issue(doing), [])).toEqual([[2, 100]])
})

test('the first status is what the first change left; each change begins the next', () => {
  expect(short(issue(done), [change(200, todo, doing), change(300, doing, review), change(400, review, done)])).toEqual(
    [
      [1, 100],
      [2, 200],
      [3, 300],
      [4, 400],
    ],
  )
})

test('changes count in the order of their times', () => {
  expect(short(issue(done), [change(300, doing, done), change(200, todo, doing)])).toEqual([
    [1, 100],
    [2, 200],
    [4, 300],
  ])
})

test('a change that leaves another status than the one before led to counts by where it leads', () => {
  expect(short(issue(done), [change(200, todo, doing), change(300, review, done)])).toEqual([
    [1, 100],
    [2, 200],
    [4, 300],
  ])
})

test('changes before the creation are made at the creation', () => {
  expect(short(issue(done), [change(20, todo, doing), change(50, doing, review), change(200, review, done)])).toEqual([
    [3, 100],
    [4, 200],
  ])
})

test('changes of one moment are put in the order they follow one another, and only the last one lasts', () => {
  const inOrder = [change(200, todo, doing), change(200, doing, review), change(300, review, done)]
  const reversed = [change(200, doing, review), change(200, todo, doing), change(300, review, done)]
  const expected = [
    [1, 100],
    [3, 200],
    [4, 300],
  ]
  expect(short(issue(done), inOrder)).toEqual(expected)
  expect(short(issue(done), reversed)).toEqual(expected)
  expect(
    short(issue(doing), [change(150, todo, doing), change(200, review, doing), change(200, doing, review)]),
  ).toEqual([
    [1, 100],
    [2, 150],
  ])
})

test('a history that ends elsewhere goes on to the present status when the issue was last updated', () => {
  expect(short(issue(done, 900), [change(200, todo, doing)])).toEqual([
    [1, 100],
    [2, 200],
    [4, 900],
  ])
  expect(short(issue(done, 50), [change(200, todo, doing)])).toEqual([
    [1, 100],
    [4, 200],
  ])
})

test('a change without a status on one side is passed over there', () => {
  expect(short(issue(doing), [change(200, null, doing), change(300, doing, null)])).toEqual([[2, 100]])
})

test('whatever a history says: it begins at the creation, times rise, neighbours differ, it ends in the present status', () => {
  const status = fc.integer({ min: 1, max: 4 }).map(id => ({ id }))
  const time = fc.integer({ min: 0, max: 20 })
  const changes = fc.array(fc.record({ at: time, from: fc.option(status), to: fc.option(status) }), { maxLength: 12 })
  const life = fc.record({ createdAt: time, updatedAt: time, status })
  fc.assert(
    fc.property(life, changes, (issue, changes) => {
      const entries = statusHistory(issue, changes)
      expect(entries[0]?.enteredAt).toBe(issue.createdAt)
      expect(entries.at(-1)?.status.id).toBe(issue.status.id)
      for (const [i, { status, enteredAt }] of entries.slice(1).entries()) {
        expect(enteredAt).toBeGreaterThan(entries[i]?.enteredAt ?? Number.POSITIVE_INFINITY)
        expect(status.id).not.toBe(entries[i]?.status.id)
      }
      expect(statusHistory(issue, changes)).toEqual(entries)
    }),
  )
})

test('a history without contradictions is told as it happened, in whatever order its changes come', () => {
  const path = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 9,
  })
  fc.assert(
    fc.property(path, fc.integer({ min: 0, max: 1_000 }), (path, seed) => {
      const way = path.filter(([id], i) => i === 0 || path[i - 1]?.[0] !== id)
      const gaps = way.map(([, gap], i) => (i === 0 ? 100 : gap))
      const entered = way.map(([id], i) => [id, gaps.slice(0, i + 1).reduce((at, gap) => at + gap)] as const)
      const changes = entered.slice(1).map(([id, at], i) => change(at, { id: entered[i]?.[0] ?? 0 }, { id }))
      const shuffled = changes.toSorted((a, b) => ((a.at * (seed + 7)) % 31) - ((b.at * (seed + 7)) % 31))
      expect(short(issue({ id: entered.at(-1)?.[0] ?? 0 }), shuffled)).toEqual(entered)
    }),
  )
})
