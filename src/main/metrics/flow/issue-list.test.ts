import { expect, test } from 'vitest'
import { FlowIssuesQuestion } from '../../../shared/model/flow-issues.ts'
import { WorkingCalendar } from '../../../shared/model/working-calendar.ts'
import { createTestTracker } from '../testing/issues.ts'
import { at, createTestWorkspace, day } from '../testing/workspace.ts'
import { flowIssues } from './issue-list.ts'

const filter = { from: at(0), to: at(28), bucket: 'week', timeZone: 'UTC' }

async function start() {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  for (const [name, category] of [
    ['To Do', 'todo'],
    ['Doing', 'in_progress'],
    ['Done', 'done'],
  ] as const)
    tracker.status(name, category)
  const issue = (...times: readonly number[]) =>
    tracker.issue({ way: times.map((days, i) => [['To Do', 'Doing', 'Done'][i] ?? '', at(days)]), assignee: 'Ann' })
  const list = (question: object = {}) =>
    flowIssues(db, {
      question: FlowIssuesQuestion.parse({ filter, what: { kind: 'all' }, page: {}, ...question }),
      calendar: WorkingCalendar.parse({
        days: [1, 2, 3, 4, 5],
        hours: { from: '09:00', to: '17:00' },
        holidays: [],
      }),
      now: at(20),
    })
  return { db, tracker, issue, list }
}

test('an issue is told with its step, its times by the rule and what it is called', async () => {
  const { tracker, issue, list } = await start()
  const done = issue(0, 2, 5)
  const open = issue(1, 4)
  await tracker.derive()
  expect(list()).toEqual({
    total: 2,
    rows: [
      expect.objectContaining({
        id: done,
        key: 'APP-1',
        summary: 'Issue 1',
        issueType: 'Story',
        status: 'Done',
        assignee: 'Ann',
        flagged: false,
        stepId: 3,
        createdAt: at(0),
        startedAt: at(2),
        doneAt: at(5),
        cycleMs: 3 * day,
        leadMs: 5 * day,
        ageMs: null,
      }),
      expect.objectContaining({
        id: open,
        stepId: 2,
        startedAt: at(4),
        doneAt: null,
        cycleMs: null,
        leadMs: null,
        ageMs: 16 * day,
      }),
    ],
  })
})

test('pages are windows of the sorted whole; what has no such time comes last either way', async () => {
  const { tracker, issue, list } = await start()
  const [long, short, open, later] = [issue(0, 1, 9), issue(0, 1, 2), issue(0, 1), issue(0, 1, 6)]
  await tracker.derive()
  const ids = (question: object) => list(question).rows.map(({ id }) => id)
  expect(ids({ sort: 'cycle' })).toEqual([long, later, short, open])
  expect(ids({ sort: 'cycle', descending: false })).toEqual([short, later, long, open])
  expect(ids({ sort: 'cycle', page: { offset: 1, limit: 2 } })).toEqual([later, short])
  expect(list({ sort: 'cycle', page: { offset: 1, limit: 2 } }).total).toBe(4)
})

test('on the working clock times are of working hours', async () => {
  const { tracker, issue, list } = await start()
  issue(0, 2, 5)
  await tracker.derive()
  const [row] = list({ filter: { ...filter, clock: 'working' } }).rows
  expect(row?.cycleMs).toBe(3 * 8 * 3_600_000)
})

test('issues are sorted by their texts too: keys by their numbers, names whatever their case, nobody last', async () => {
  const { db, tracker, list } = await start()
  const way = [['To Do', at(0)]] as const
  for (let i = 0; i < 10; i++) tracker.issue({ way, assignee: ['zoe', 'Ann', 'ben'][i % 3] ?? '' })
  const unassigned = tracker.issue({ way })
  await tracker.derive()
  db.exec('update issues set summary = char(110 - id)')
  const keys = (question: object) => list(question).rows.map(({ key }) => key)
  const numbers = Array.from({ length: 11 }, (_, i) => `APP-${i + 1}`)
  expect(keys({ sort: 'key', descending: false })).toEqual(numbers)
  expect(keys({ sort: 'key' })).toEqual(numbers.toReversed())
  expect(keys({ sort: 'summary', descending: false })).toEqual(numbers.toReversed())
  for (const descending of [true, false]) {
    const names = list({ sort: 'assignee', descending }).rows.map(({ assignee }) => assignee)
    const sorted = ['Ann', 'ben', 'zoe']
    expect([...new Set(names)]).toEqual([...(descending ? sorted.toReversed() : sorted), null])
    expect(list({ sort: 'assignee', descending }).rows.at(-1)?.id).toBe(unassigned)
  }
  // What is alike keeps one order, so that pages fit together.
  const page = (offset: number) => keys({ sort: 'status', page: { offset, limit: 6 } })
  expect([...page(0), ...page(6)]).toEqual(keys({ sort: 'status' }))
})

test('an order that was told before goes with what changes: a summary, an issue more, the name of a status or a person', async () => {
  const { db, tracker, list } = await start()
  const [one, other] = ['Ann', 'ben'].map((assignee, i) =>
    tracker.issue({ way: [[['To Do', 'Doing'][i] ?? '', at(0)]], assignee }),
  )
  await tracker.derive()
  const ids = (sort: string) => list({ sort, descending: false }).rows.map(({ id }) => id)
  for (const sort of ['summary', 'assignee', 'key']) expect(ids(sort)).toEqual([one, other])
  expect(ids('status')).toEqual([other, one])

  db.prepare(`update issues set summary = 'zoo', revision = revision + 1 where id = ?`).run(one ?? 0)
  const third = tracker.issue({ way: [['To Do', at(1)]] })
  await tracker.derive()
  db.exec(
    `update accounts set name = 'Zoe' where name = 'Ann'; update statuses set name = 'A doing' where name = 'To Do'`,
  )
  expect(ids('summary')).toEqual([other, third, one])
  expect(ids('assignee')).toEqual([other, one, third])
  expect(ids('key')).toEqual([one, other, third])
  expect(ids('status')).toEqual([one, third, other])
})
