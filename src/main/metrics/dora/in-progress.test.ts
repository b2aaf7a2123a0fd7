import { expect, test } from 'vitest'
import type { LeadTimeStart } from '../../../shared/model/metrics.ts'
import { deriveRepository } from '../derive-repository.ts'
import { queries } from '../queries.ts'
import { createTestTracker } from '../testing/issues.ts'
import { createTestHost } from '../testing/pulls.ts'
import { at, createTestWorkspace, day, filterOf, hour } from '../testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const page = { offset: 0, limit: 200 }

/** Issues SHOP-1 … in progress from these days on; never for null. */
async function tracked(...startedOn: readonly (number | null)[]) {
  const w = await createTestWorkspace()
  const tracker = createTestTracker(w.db, 2)
  tracker.status('To do', 'todo')
  tracker.status('Doing', 'in_progress')
  tracker.status('Done', 'done')
  for (const started of startedOn) {
    const way = started === null ? [] : ([['Doing', at(started)]] as const)
    tracker.issue({ project: 'SHOP', way: [['To do', at(0)], ...way] })
  }
  await tracker.derive()
  const ask = (leadTimeFrom: LeadTimeStart) => {
    const filter = filterOf({ leadTimeFrom })
    const { leadTime, stages, previous } = queries.dora(w.db, filter)
    const changes = queries.changes(w.db, { filter, deploymentId: null, page }).rows
    const deployments = queries.deployments(w.db, { filter, page }).rows
    return { leadTime, stages, previous, changes, deployments }
  }
  return { ...w, tracker, ask }
}

/**
 * v1.1, of day 6, ships pull requests whose first commit was authored on day 4, two days before:
 * one of SHOP-1 (in progress from day 1: 5 days), one of SHOP-2 and SHOP-3 (from days 3 and 2: 4 days), one of SHOP-4 (from day 5, after the
 * commit: 2 days), one of SHOP-5, which was never in progress, and one of no issue: 2 days each.
 */
async function shipped() {
  const w = await tracked(1, 3, 2, 5, null)
  const r = w.repository('web')
  const host = createTestHost(w.db)
  host.host(r)
  const titles = ['SHOP-1', 'SHOP-2, SHOP-3', 'SHOP-4', 'SHOP-5', 'Tidy up']
  let last = w.commit(r, { authoredAt: at(0) })
  w.tag(r, 'v1.0', last, at(0, 1))
  for (const title of titles) {
    last = w.commit(r, { authoredAt: at(5), parents: [last], subject: 'Squashed' })
    const mergeCommit = w.db.prepare<[number], Buffer>('select sha from commits where id = ?').pluck().get(last)
    host.pull(r, {
      title,
      createdAt: at(4),
      mergedAt: at(5),
      commits: [at(4)],
      mergeCommit: mergeCommit?.toString('hex') ?? '',
    })
  }
  w.tag(r, 'v1.1', last, at(6))
  w.branch(r, 'heads/main', last)
  await deriveRepository(w.db, r, match)
  return { ...w, r, last }
}

test('the lead time starts with the first commit unless asked for', async () => {
  const { leadTime, stages } = (await shipped()).ask('first_commit')
  expect(leadTime).toMatchObject({ medianMs: 2 * day, changes: 5, withoutIssue: null })
  expect(stages?.inProgress).toBeNull()
})

// 2, 2, 2, 4, 5 days: median 2, 85th percentile at rank 3.4: 4.4 days. Before coding: 3 and 2 days, median 2.5.
test('it can start with the earliest of the issues in progress, where that is before the first commit', async () => {
  const { leadTime, stages, changes, deployments } = (await shipped()).ask('in_progress')
  expect(leadTime).toMatchObject({ medianMs: 2 * day, changes: 5, withoutIssue: 2 })
  expect(leadTime.p85Ms).toBeCloseTo(4.4 * day, 3)
  expect(leadTime.buckets[0]).toMatchObject({ medianMs: 2 * day, changes: 5 })
  expect(stages?.inProgress).toMatchObject({ medianMs: 2.5 * day, count: 2 })
  expect(stages?.coding.count).toBe(5)
  expect(
    changes.map(({ subject, leadTimeMs, inProgressMs }) => [
      subject,
      Number(leadTimeMs) / day,
      Number(inProgressMs) / day,
    ]),
  ).toEqual([
    ['SHOP-1', 5, 3],
    ['SHOP-2, SHOP-3', 4, 2],
    ['SHOP-4', 2, 0],
    ['SHOP-5', 2, 0],
    ['Tidy up', 2, 0],
  ])
  expect(deployments[0]).toMatchObject({ name: 'v1.1', medianLeadTimeMs: 2 * day })
})

test('what changes of issues and of what names them counts at the next question', async () => {
  const w = await shipped()
  expect(w.ask('in_progress').leadTime.withoutIssue).toBe(2)
  w.tracker.issue({
    project: 'SHOP',
    way: [
      ['To do', at(0)],
      ['Doing', at(0, 12)],
    ],
  })
  await w.tracker.derive()
  w.run(`update pull_requests set title = 'For SHOP-6', revision = revision + 1 where title = 'Tidy up'`)
  w.run('update repositories set changed_seq = changed_seq + 1')
  await deriveRepository(w.db, w.r, match)
  const { leadTime, changes } = w.ask('in_progress')
  expect(leadTime.withoutIssue).toBe(1)
  expect(changes.find(({ subject }) => subject === 'For SHOP-6')?.leadTimeMs).toBe(5.5 * day)
  w.run(`update data_sources set active = 0 where name = 'Tracker'`)
  expect(w.ask('in_progress').leadTime.withoutIssue).toBe(5)
})

test('an issue that only the message of the merged commit names counts, whenever that comes', async () => {
  const w = await shipped()
  w.run(`insert into commit_mentions (commit_id, text) values (?, 'For SHOP-1')`, w.last)
  w.run('update delivery_states set scanned_commit_id = 0')
  w.run('update repositories set changed_seq = changed_seq + 1')
  await deriveRepository(w.db, w.r, match)
  const tidied = w.ask('in_progress').changes.find(({ subject }) => subject === 'Tidy up')
  expect(tidied).toMatchObject({ leadTimeMs: 5 * day })
})

// Without a code host: the commit of SHOP-1 (day 1), authored on day 2, ships on day 3.
test('commits start with their issue too, and one dated after its deployment has no lead time', async () => {
  const w = await tracked(1)
  const r = w.repository('plain')
  const a = w.commit(r, { authoredAt: at(0) })
  const b = w.commit(r, { authoredAt: at(2), parents: [a], subject: 'shop-1' })
  const c = w.commit(r, { authoredAt: at(4), parents: [b], subject: 'SHOP-1 from the future' })
  w.tag(r, 'v1.0', a, at(0, 1))
  w.tag(r, 'v1.1', c, at(3))
  w.branch(r, 'heads/main', c)
  await deriveRepository(w.db, r, match)
  expect(w.ask('first_commit').leadTime).toMatchObject({ medianMs: 24 * hour, changes: 1, negative: 1 })
  const { leadTime, stages, changes } = w.ask('in_progress')
  expect(leadTime).toMatchObject({ medianMs: 48 * hour, changes: 1, negative: 1, withoutIssue: 0 })
  expect(stages).toBeNull()
  expect(changes.map(({ leadTimeMs }) => leadTimeMs)).toEqual([48 * hour, null])
})
