import { expect, test } from 'vitest'
import { TeamId } from '../../../shared/model/ids.ts'
import type { MetricsFilter } from '../../../shared/model/metrics.ts'
import {
  type PullMetrics,
  PullNumberName,
  PullsQuestion,
  PullsWhat,
  PullTimeName,
} from '../../../shared/model/pull-requests.ts'
import { createTestHost } from '../testing/pulls.ts'
import { at, createTestWorkspace, day, filterOf, hour } from '../testing/workspace.ts'
import { derivePulls } from './derive-pulls.ts'
import { pullList } from './pull-list.ts'
import { pullMetrics } from './pull-metrics.ts'
import { reviewLoad } from './review-load.ts'

const now = at(28)

async function start() {
  const workspace = await createTestWorkspace()
  const { db } = workspace
  const host = createTestHost(db)
  const repository = workspace.repository('shop')
  host.host(repository)
  const [ann, ben, bot] = [host.account('Ann'), host.account('Ben'), host.account('renovate[bot]', true)]
  return {
    ...workspace,
    host,
    repository,
    ann,
    ben,
    bot,
    async metrics(filter: Partial<MetricsFilter> = {}): Promise<PullMetrics> {
      while ((await derivePulls(db)).more);
      return pullMetrics(db, { filter: filterOf(filter), now })
    },
    list(what: PullsWhat, more: Partial<PullsQuestion> = {}, filter: Partial<MetricsFilter> = {}) {
      const question = PullsQuestion.parse({ filter: filterOf(filter), what, page: {}, ...more })
      return pullList(db, { question, now })
    },
  }
}

/**
 * Worked by hand, in hours of the first day unless told otherwise:
 * 1 by Ann, opened 0, Ben asks for changes at 2, Ann commits at 3, Ben approves at 5, merged at 6, 10 lines in 1 file, 2 comments
 *   → first review 2 h, review 4 h, merge 6 h, 2 rounds
 * 2 by Ben, draft until 10, Ann comments at 14, approves at 16, merged at 20, 100 lines in 4 files, 1 comment
 *   → first review 4 h, review 6 h, merge 10 h, 1 round
 * 3 by Ann, opened at day 8, merged a day later without anybody else, size unknown → merge 24 h, without review
 * 4 by the bot, opened at day 9, merged in an hour
 * 5 by Ann, open since day 1, Ben reviewed at day 2: stale after day 16
 * 6 by Ben, open since day 27: not stale, nobody has responded
 * 7 by Ben, a draft since day 3
 * 8 by Ann, before the period: opened at day −3, Ben approves after 8 h, merged after 12 h
 */
async function worked() {
  const started = await start()
  const { host, repository, ann, ben, bot } = started
  host.pull(repository, {
    author: ann,
    createdAt: at(0),
    mergedAt: at(0, 6),
    size: [8, 2, 1],
    commits: [at(0, -1), at(0, 3)],
    reviews: [
      [ben, at(0, 2), 'changes_requested'],
      [ben, at(0, 5)],
    ],
    comments: [
      [ben, at(0, 2)],
      [ann, at(0, 4)],
    ],
  })
  host.pull(repository, {
    author: ben,
    createdAt: at(0),
    readyAt: at(0, 10),
    mergedAt: at(0, 20),
    size: [90, 10, 4],
    commits: [at(0)],
    reviews: [[ann, at(0, 16)]],
    comments: [[ann, at(0, 14)]],
  })
  host.pull(repository, {
    author: ann,
    createdAt: at(8),
    mergedAt: at(9),
    size: null,
    reviews: [[ann, at(8, 1), 'commented']],
  })
  host.pull(repository, { author: bot, createdAt: at(9), mergedAt: at(9, 1) })
  host.pull(repository, { author: ann, createdAt: at(1), reviews: [[ben, at(2), 'commented']] })
  host.pull(repository, { author: ben, createdAt: at(27), reviews: [[bot, at(27, 1)]] })
  host.pull(repository, { author: ben, createdAt: at(3), draft: true })
  host.pull(repository, { author: ann, createdAt: at(-3), mergedAt: at(-3, 12), reviews: [[ben, at(-3, 8)]] })
  return started
}

test('every figure of a worked example, with those of the period before', async () => {
  const { metrics } = await worked()
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
  const { metrics } = await worked()
  const all = await metrics({ includeBots: true })
  expect(all.throughput.merged).toBe(4)
  expect(all.withoutReview).toMatchObject({ count: 2, of: 4 })
  expect(all.open.unreviewed).toBe(0)
  expect(all.byBots).toMatchObject({ count: 1, of: 4 })
})

test('every number opens exactly the pull requests it was made from', async () => {
  const { metrics, list } = await worked()
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
  const { metrics, list } = await worked()
  await metrics()
  const what = { kind: 'merged', from: at(0), to: at(28) } as const
  expect(list(what, { sort: 'merge' }).rows.map(({ number }) => number)).toEqual([3, 2, 1])
  // The size of 3 is not known: it comes last, whichever way.
  expect(list(what, { sort: 'lines' }).rows.map(({ number }) => number)).toEqual([2, 1, 3])
  expect(list(what, { sort: 'lines', descending: false }).rows.map(({ number }) => number)).toEqual([1, 2, 3])
  const page = list(what, { sort: 'merge', page: { offset: 1, limit: 1 } })
  expect(page).toMatchObject({ total: 3, rows: [{ number: 2, author: 'Ben', lines: 100, rounds: 1, ageMs: null }] })
  expect(page.rows[0]?.url).toMatch(/^https:\/\/github\.example\/acme\/r\d+\/pull\/2$/)
  expect(list({ kind: 'open', which: 'stale' }).rows).toMatchObject([{ number: 5, ageMs: 27 * day, idleMs: 26 * day }])
})

test('dates that contradict each other are no data, counted and listed', async () => {
  const { host, repository, ann, ben, metrics, list } = await start()
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
  const { db, host, repository, ann, metrics, run } = await start()
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
  const { db, host, repository, ann, metrics } = await start()
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

test('a team of people has their pull requests; accounts of one person are one author and one reviewer', async () => {
  const { host, repository, run, db, ann, ben, metrics } = await worked()
  const again = host.account('Ann elsewhere')
  const person = (account: number) =>
    Number(db.prepare('select person_id from accounts where id = ?').pluck().get(account))
  run('update identities set merged_into = ? where id = ?', person(ann), person(again))
  host.pull(repository, { author: ann, createdAt: at(20), mergedAt: at(21), reviews: [[again, at(20, 1)]] })
  expect((await metrics()).withoutReview).toMatchObject({ count: 2, of: 4 })
  run(`insert into teams (id, name, color) values (1, 'Web', 'blue')`)
  run('insert into team_people (team_id, identity_id) values (1, ?)', person(ben))
  expect((await metrics({ teamId: TeamId.parse(1) })).throughput).toMatchObject({ merged: 1, opened: 3 })
})

test('review load: who reviewed how many pull requests of others, by team; by person only where asked', async () => {
  const { db, run, ann, ben, metrics, list } = await worked()
  await metrics()
  const person = (account: number) =>
    Number(db.prepare('select person_id from accounts where id = ?').pluck().get(account))
  run(`insert into teams (id, name, color) values (1, 'Web', 'blue')`)
  run('insert into team_people (team_id, identity_id) values (1, ?)', person(ben))
  // Ben reviewed 1 twice and 5 once, Ann reviewed 2 once: three of four reviews are Ben's.
  const load = reviewLoad(db, { filter: filterOf(), byPerson: false })
  expect(load).toEqual({
    reviews: 4,
    reviewers: 2,
    medianReviewed: 1.5,
    halfBy: 1,
    teams: [
      { teamId: 1, name: 'Web', people: 1, reviewers: 1, reviewed: 2, reviews: 3, received: 1 },
      { teamId: null, name: 'In no team', people: 1, reviewers: 1, reviewed: 1, reviews: 1, received: 2 },
    ],
    people: null,
    noData: null,
  })
  expect(reviewLoad(db, { filter: filterOf(), byPerson: true }).people).toMatchObject([
    { name: 'Ben', reviewed: 2, reviews: 3, received: 1 },
    { name: 'Ann', reviewed: 1, reviews: 1, received: 2 },
  ])
  const period = { from: at(0), to: at(28) }
  const numbers = (what: PullsWhat) => list(what, { descending: false }).rows.map(({ number }) => number)
  expect(numbers(PullsWhat.parse({ kind: 'reviewedByTeam', teamId: 1, ...period }))).toEqual([1, 5])
  expect(numbers({ kind: 'reviewedByTeam', teamId: null, ...period })).toEqual([2])
  expect(numbers(PullsWhat.parse({ kind: 'reviewedByPerson', personId: person(ann), ...period }))).toEqual([2])
  expect(numbers({ kind: 'reviewed', ...period })).toEqual([1, 2, 5])
})
