import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { FlowFilter } from '../../../shared/model/flow-filter.ts'
import { AgeingQuestion, CycleTimeQuestion } from '../../../shared/model/flow-metrics.ts'
import { createTestTracker } from '../testing/issues.ts'
import { createTestWorkspace } from '../testing/workspace.ts'
import { flowMetricQueries } from './flow-metric-queries.ts'
import { day, hour, on } from './testing/snapshot.ts'

const calendar = { days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' }, holidays: [] }
const filterOf = (more: Partial<FlowFilter> = {}) =>
  FlowFilter.parse({ from: on(0), to: on(28), bucket: 'week', timeZone: 'UTC', ...more })

/** Two finished issues and one in progress, of two projects. */
async function workspace(): Promise<Database> {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  tracker.status('To do', 'todo')
  tracker.status('Doing', 'in_progress')
  tracker.status('Done', 'done')
  const way = (doing: number, done: number) =>
    [
      ['To do', on(0)],
      ['Doing', on(doing)],
      ['Done', on(done)],
    ] as const
  tracker.issue({ way: way(1, 3), project: 'WEB' })
  tracker.issue({ way: way(1, 8), project: 'API' })
  tracker.issue({ way: way(2, 40).slice(0, 2), project: 'API' })
  await tracker.derive()
  return db
}

const cycle = (db: Database, filter: FlowFilter) =>
  flowMetricQueries.flowCycleTime(db, { question: CycleTimeQuestion.parse({ filter }), calendar })

test('answers from the issues of the database, with their keys', async () => {
  const answer = cycle(await workspace(), filterOf())
  expect(answer).toMatchObject({ finished: 2, cycle: { medianMs: 4.5 * day }, noData: null })
  expect(answer.dots.issueIds).toHaveLength(2)
  for (const key of answer.dots.keys ?? []) expect(key).toMatch(/-\d+$/)
})

// Tuesday and Wednesday, and Tuesday to Monday: 16 and 40 working hours.
test('the clock can be the working calendar', async () => {
  const answer = cycle(await workspace(), filterOf({ clock: 'working' }))
  expect(answer.dots.ms.map(ms => ms / hour)).toEqual([16, 40])
})

test('the filter chooses among them', async () => {
  const db = await workspace()
  const projects = db.prepare<[], number>(`select id from projects where key = 'WEB'`).pluck().all()
  const filter = filterOf({ projectIds: FlowFilter.shape.projectIds.parse(projects) })
  expect(cycle(db, filter).finished).toBe(1)
  expect(cycle(db, filterOf({ issueTypes: ['no such type'] })).noData).toBe('no_issues_in_filter')
})

test('age depends on the present, which the caller tells', async () => {
  const question = AgeingQuestion.parse({ filter: filterOf() })
  const db = await workspace()
  const ageAt = (now: number) => flowMetricQueries.flowAgeing(db, { question, calendar, now }).age.medianMs
  expect(ageAt(on(20))).toBe(18 * day)
  expect(ageAt(on(21))).toBe(19 * day)
})

test('without any issue each question says so', async () => {
  const { db } = await createTestWorkspace()
  expect(cycle(db, filterOf()).noData).toBe('no_issues')
  expect(flowMetricQueries.flowWip(db, { question: filterOf(), calendar, now: on(9) }).noData).toBe('no_issues')
})
