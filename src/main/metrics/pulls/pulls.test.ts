import { expect, test } from 'vitest'
import { PullNumberName, type PullSort, type PullsWhat, PullTimeName } from '../../../shared/model/pull-requests.ts'
import { startPulls, workedPulls } from '../testing/worked-pulls.ts'
import { at, day, hour } from '../testing/workspace.ts'
import { derivePulls } from './derive-pulls.ts'

test('every figure of a worked example, with those of the period before', async () => {
  const { metrics } = await workedPulls()
  const all = await metrics()
  // Weeks of January: pull requests 1 and 2, then 3, then none, then none: the median of 0, 0, 1, 2.
  expect(all.throughput).toMatchObject({
    merged: 3,
    opened: 6,
    medianPerWeek: 0.5,
    wholeWeeks: 4,
    previousMerged: 1,
    noData: null,
  })
  expect(all.throughput.buckets.map(({ merged, opened }) => [merged, opened])).toEqual([
    [2, 4],
    [1, 1],
    [0, 0],
    [0, 1],
  ])
  // 2 h, 4 h, and pull request 5 after a day.
  expect(all.firstReview).toMatchObject({
    spread: { medianMs: 4 * hour, items: 3 },
    previousMedianMs: 8 * hour,
    contradictory: 0,
  })
  expect(all.review).toMatchObject({ spread: { medianMs: 5 * hour, items: 2 }, previousMedianMs: 4 * hour })
  expect(all.merge).toMatchObject({ spread: { medianMs: 10 * hour, items: 3 }, previousMedianMs: 12 * hour })
  expect(all.merge.buckets.map(({ medianMs, items }) => [medianMs, items])).toEqual([
    [8 * hour, 2],
    [24 * hour, 1],
    [null, 0],
    [null, 0],
  ])
  expect(all.lines).toMatchObject({ median: 55, items: 2, previousMedian: 10 })
  expect(all.files).toMatchObject({ median: 2.5, items: 2 })
  expect(all.rounds).toMatchObject({ median: 1.5, items: 2 })
  expect(all.rounds.bins.map(({ items }) => items)).toEqual([1, 1, 0, 0, 0])
  expect(all.comments).toMatchObject({ median: 1, items: 3 })
  expect(all.withoutReview).toMatchObject({ count: 1, of: 3, rate: 1 / 3, previousRate: 0 })
  expect(all.byBots).toMatchObject({ count: 1, of: 4, rate: 1 / 4 })
  // Ages of 5 and 6: 27 days and a day.
  expect(all.open).toMatchObject({ open: 3, drafts: 1, stale: 1, unreviewed: 1, medianAgeMs: 14 * day })
})

test('with bots their pull requests count, and their reviews too', async () => {
  const { metrics } = await workedPulls()
  const all = await metrics({ includeBots: true })
  expect(all.throughput.merged).toBe(4)
  expect(all.withoutReview).toMatchObject({ count: 2, of: 4 })
  expect(all.open.unreviewed).toBe(0)
  expect(all.byBots).toMatchObject({ count: 1, of: 4 })
})

test('every number opens exactly the pull requests it was made from', async () => {
  const { metrics, list } = await workedPulls()
  const all = await metrics()
  const period = { from: at(0), to: at(28) }
  const total = (what: PullsWhat) => list(what).total
  expect(total({ kind: 'merged', ...period })).toBe(all.throughput.merged)
  expect(total({ kind: 'opened', ...period })).toBe(all.throughput.opened)
  expect(total({ kind: 'withoutReview', ...period })).toBe(all.withoutReview.count)
  expect(total({ kind: 'byBots', ...period })).toBe(all.byBots.count)
  for (const which of ['drafts', 'stale', 'unreviewed'] as const) {
    expect(total({ kind: 'open', which })).toBe(all.open[which])
  }
  expect(total({ kind: 'open', which: 'all' })).toBe(all.open.open)
  for (const of of PullTimeName.options) {
    expect(total({ kind: 'timed', of, ...period, ms: null })).toBe(all[of].spread.items)
    for (const { fromMs, toMs, items } of all[of].histogram) {
      expect(total({ kind: 'timed', of, ...period, ms: { from: fromMs, to: toMs } })).toBe(items)
    }
  }
  for (const of of PullNumberName.options) {
    expect(total({ kind: 'numbered', of, ...period, range: null })).toBe(all[of].items)
    for (const { from, to, items } of all[of].bins) {
      expect(total({ kind: 'numbered', of, ...period, range: { from, to } })).toBe(items)
    }
  }
})

test('a list is sorted, paged, and tells what each row is', async () => {
  const { metrics, list } = await workedPulls()
  await metrics()
  const what = { kind: 'merged', from: at(0), to: at(28) } as const
  expect(list(what, { sort: 'merge' }).rows.map(({ number }) => number)).toEqual([3, 2, 1])
  // The size of 3 is not known: it comes last, whichever way.
  expect(list(what, { sort: 'lines' }).rows.map(({ number }) => number)).toEqual([2, 1, 3])
  expect(list(what, { sort: 'lines', descending: false }).rows.map(({ number }) => number)).toEqual([1, 2, 3])
  const by = (sort: PullSort, descending: boolean) => list(what, { sort, descending }).rows.map(({ number }) => number)
  expect(by('author', false)).toEqual([1, 3, 2])
  expect(by('number', true)).toEqual([3, 2, 1])
  expect(by('title', false)).toEqual([1, 2, 3])
  expect(by('repository', true)).toEqual([3, 2, 1])
  // 3 had no review: no rounds.
  expect(by('rounds', true)).toEqual([1, 2, 3])
  expect(by('comments', true)).toEqual([1, 2, 3])
  const page = list(what, { sort: 'merge', page: { offset: 1, limit: 1 } })
  expect(page).toMatchObject({ total: 3, rows: [{ number: 2, author: 'Ben', lines: 100, rounds: 1, ageMs: null }] })
  expect(page.rows[0]?.url).toMatch(/^https:\/\/github\.example\/acme\/r\d+\/pull\/2$/)
  expect(list({ kind: 'open', which: 'stale' }).rows).toMatchObject([{ number: 5, ageMs: 27 * day, idleMs: 26 * day }])
})

test('dates that contradict each other are no data, counted and listed', async () => {
  const { host, repository, ann, ben, metrics, list } = await startPulls()
  host.pull(repository, {
    author: ann,
    createdAt: at(0),
    readyAt: at(2),
    mergedAt: at(3),
    reviews: [[ben, at(1)]],
  })
  const all = await metrics()
  expect(all.firstReview).toMatchObject({
    contradictory: 1,
    spread: { items: 0, medianMs: null },
    noData: 'none_reviewed_in_period',
  })
  expect(list({ kind: 'contradictory', of: 'firstReview', from: at(0), to: at(28) }).total).toBe(1)
})

test('what is missing is named: repositories, pull requests, any that pass, any merged', async () => {
  const { db, host, repository, ann, metrics, run } = await startPulls()
  expect(await metrics()).toMatchObject({ noData: 'no_pull_requests', merge: { noData: 'no_pull_requests' } })
  host.pull(repository, { author: ann, createdAt: at(0) })
  expect(await metrics()).toMatchObject({
    noData: null,
    merge: { noData: 'none_merged_in_period', spread: { medianMs: null } },
    withoutReview: { rate: null, noData: 'none_merged_in_period' },
    open: { open: 1, noData: null },
  })
  run('update identities set active = 0 where id = (select person_id from accounts where id = ?)', ann)
  expect(await metrics()).toMatchObject({ noData: 'none_in_filter' })
  db.exec('update data_sources set active = 0')
  expect(await metrics()).toMatchObject({ noData: 'no_repositories' })
})

test('a pull request that changes, goes and comes back is taken in each time', async () => {
  const { db, host, repository, ann, metrics } = await startPulls()
  host.pull(repository, { author: ann, createdAt: at(0), mergedAt: at(1) })
  expect((await metrics()).throughput.merged).toBe(1)
  expect(await derivePulls(db)).toEqual({ derived: 0, more: false })
  db.exec('update pull_requests set active = 0, revision = revision + 1')
  expect((await metrics()).throughput.merged).toBe(0)
  db.exec(`update pull_requests set active = 1, merged_at = ${at(2)}, revision = revision + 1`)
  expect((await metrics()).merge.spread.medianMs).toBe(2 * day)
  db.exec('delete from pull_requests')
  expect(await metrics()).toMatchObject({ noData: 'no_pull_requests' })
})
