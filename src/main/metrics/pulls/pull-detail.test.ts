import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { PullRequestId } from '../../../shared/model/ids.ts'
import { PullQuestion } from '../../../shared/model/pull-detail.ts'
import { createTestHost } from '../testing/pulls.ts'
import { at, createTestWorkspace, day, hour } from '../testing/workspace.ts'
import { pullDetail } from './pull-detail.ts'

const calendar = { days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' }, holidays: [] }
const detail = (db: Database, question: z.input<typeof PullQuestion>) =>
  pullDetail(db, { question: PullQuestion.parse(question), calendar })

test('a pull request is told with its stages, reviews, commits, deployment and issues', async () => {
  const { db, run, repository } = await createTestWorkspace()
  const host = createTestHost(db)
  const shop = repository('shop')
  host.host(shop)
  const [ann, ben, bot] = [host.account('Ann'), host.account('Ben'), host.account('ci[bot]', true)]
  const id = PullRequestId.parse(
    host.pull(shop, {
      title: 'SHOP-1 and SHOP-2',
      author: ann,
      createdAt: at(1),
      mergedAt: at(1, 9),
      size: [8, 2, 1],
      commits: [at(0), at(0, 5)],
      reviews: [
        [bot, at(1, 1), 'commented'],
        [ann, at(1, 2), 'commented'],
        [null, at(1, 3), 'commented'],
        [ben, at(1, 4), 'approved'],
      ],
      comments: [[ann, at(1, 3)]],
    }),
  )
  run(
    `insert into deployments (id, repository_id, key, name, finished_at, first) values (5, ?, 'k', 'v1', ?, 0)`,
    shop,
    at(2),
  )
  run(
    `insert into pull_request_changes (pull_request_id, deployment_id, contradictory, by_time) values (?, 5, 0, 1)`,
    id,
  )
  run(`insert into pull_request_issues (pull_request_id, key) values (?, 'SHOP-1')`, id)
  const told = detail(db, { pullRequestId: id })
  expect(told).toMatchObject({
    author: 'Ann',
    state: 'merged',
    lines: 10,
    url: `https://github.example/acme/r${shop}/pull/1`,
    baseBranch: 'main',
    headBranch: 'feature/one',
    firstReviewAt: at(1, 4),
    codingMs: day,
    pickupMs: 4 * hour,
    reviewMs: 5 * hour,
    deployMs: 15 * hour,
    contradictory: false,
    comments: 1,
    deployments: [{ id: 5, name: 'v1', serviceName: null, finishedAt: at(2), byTime: true }],
    issues: [{ id: null, key: 'SHOP-1', summary: null }],
  })
  // Monday; nothing before nine on Tuesday; the merge at nine; eight hours until midnight.
  expect(detail(db, { pullRequestId: id, clock: 'working' })).toMatchObject({
    codingMs: 8 * hour,
    pickupMs: 0,
    reviewMs: 0,
    deployMs: 8 * hour,
  })
  expect(told.reviews.map(({ author, notCounted }) => [author, notCounted])).toEqual([
    ['ci[bot]', 'bot'],
    ['Ann', 'own'],
    [null, 'unknown'],
    ['Ben', null],
  ])
  expect(told.commits.map(({ subject }) => subject)).toEqual(['Commit 1', 'Commit 2'])
})

test('an open one has the stages it has got to; one that is gone is not found', async () => {
  const { db, repository } = await createTestWorkspace()
  const host = createTestHost(db)
  const shop = repository('shop')
  host.host(shop)
  const ann = host.account('Ann')
  const id = PullRequestId.parse(host.pull(shop, { author: ann, createdAt: at(1), commits: [at(0)] }))
  expect(detail(db, { pullRequestId: id })).toMatchObject({
    codingMs: day,
    pickupMs: null,
    reviewMs: null,
    deployMs: null,
    contradictory: false,
    deployments: [],
  })
  expect(detail(db, { pullRequestId: id, clock: 'working' })).toMatchObject({ codingMs: 8 * hour, reviewMs: null })
  expect(() => detail(db, { pullRequestId: PullRequestId.parse(99) })).toThrow(/no longer in the database/)
})
