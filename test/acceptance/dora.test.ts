import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase } from '../../src/main/store/connect.ts'
import { createEntityWriter } from '../../src/main/store/write/entity-writer.ts'
import type {
  CodeHostEntity,
  DeploymentStatus,
  PullRequestCommit,
  PullRequestEntity,
} from '../../src/shared/model/code-entities.ts'
import { DataSourceId } from '../../src/shared/model/ids.ts'
import type { AccountRef } from '../../src/shared/model/issue-entities.ts'
import type { MetricsFilter } from '../../src/shared/model/metrics.ts'
import { connectGit, derived, settled, untilPush } from '../support/client-steps.ts'
import { createTestFolder, createTestRepository, type TestRepository } from '../support/git-repository.ts'
import { openTestApplication, type TestApplication } from '../support/test-application.ts'

const hour = 3_600_000
/** Hours from Monday, 5 January 2026, 00:00 UTC. */
const at = (day: number, hours: number) => Date.UTC(2026, 0, 5) + (day * 24 + hours) * hour
const fourWeeks: MetricsFilter = {
  from: at(0, 0),
  to: at(28, 0),
  bucket: 'week',
  timeZone: 'UTC',
  repositoryIds: null,
  teamId: null,
  includeBots: false,
}

const account = (name: string, bot = false): AccountRef => ({ externalId: name, name, email: null, bot })
const ada = account('ada')
const grace = account('grace')
const reviewer = account('checks[bot]', true)

let folder: ReturnType<typeof createTestFolder>
let app: TestApplication

beforeEach(() => {
  folder = createTestFolder()
})

afterEach(async () => {
  await app.close()
  folder.remove()
})

interface PullSpec {
  readonly number: number
  readonly title: string
  readonly branch: string
  readonly commits: readonly { readonly sha: string; readonly authoredAt: number }[]
  readonly openedAt: number
  readonly readyAt?: number
  readonly reviewedAt?: number
  readonly commentedAt?: number
  readonly mergedAt: number
  readonly mergeCommitSha: string
}

const commitOf = ({ sha, authoredAt }: PullSpec['commits'][number]): PullRequestCommit => ({
  sha,
  author: { name: 'Ada Lovelace', email: 'ada@example.org' },
  account: ada,
  authoredAt,
  committedAt: authoredAt,
  subject: 'Work',
})

const pullRequest = (spec: PullSpec): PullRequestEntity => ({
  kind: 'pull_request',
  externalId: `pull-${spec.number}`,
  number: spec.number,
  title: spec.title,
  state: 'merged',
  draft: false,
  author: ada,
  createdAt: spec.openedAt,
  updatedAt: spec.mergedAt,
  readyAt: spec.readyAt ?? null,
  mergedAt: spec.mergedAt,
  closedAt: spec.mergedAt,
  mergedBy: grace,
  mergeCommitSha: spec.mergeCommitSha,
  baseBranch: 'main',
  headBranch: spec.branch,
  headSha: null,
  additions: 1,
  deletions: 0,
  files: 1,
  labels: [],
  commits: spec.commits.map(commitOf),
  // The author's own review and the bot's are no responses.
  reviews: [
    { externalId: 'own', author: ada, state: 'commented', submittedAt: spec.openedAt },
    { externalId: 'bot', author: reviewer, state: 'approved', submittedAt: spec.openedAt },
    ...(spec.reviewedAt === undefined
      ? []
      : [{ externalId: 'review', author: grace, state: 'approved' as const, submittedAt: spec.reviewedAt }]),
  ],
  comments:
    spec.commentedAt === undefined
      ? []
      : [{ externalId: 'comment', author: grace, createdAt: spec.commentedAt, review: null }],
  payload: '{}',
})

const deployment = (
  externalId: string,
  sha: string,
  statuses: readonly DeploymentStatus[],
  environment = 'production',
): CodeHostEntity => ({
  kind: 'hosted_deployment',
  externalId,
  environment,
  ref: externalId,
  sha,
  task: 'deploy',
  creator: grace,
  createdAt: (statuses[0]?.at ?? 0) - hour,
  statuses,
})

const success = (day: number, hours: number): DeploymentStatus => ({ state: 'success', at: at(day, hours) })
const failure = (day: number, hours: number): DeploymentStatus => ({ state: 'failure', at: at(day, hours) })
const inactive = (day: number, hours: number): DeploymentStatus => ({ state: 'inactive', at: at(day, hours) })

/** Squashes a branch onto main. */
function squash(repository: TestRepository, branch: string, subject: string, mergedAt: number): string {
  repository.git('checkout', '--quiet', 'main')
  repository.git('merge', '--quiet', '--squash', branch)
  return repository.commit(subject, { at: mergedAt / 1000, files: {} })
}

/** A branch from main with one commit per moment. */
function branch(repository: TestRepository, name: string, ...authored: readonly number[]) {
  repository.git('checkout', '--quiet', '-b', name, 'main')
  return authored.map((authoredAt, i) => ({
    authoredAt,
    sha: repository.commit(`Work on ${name}`, { at: authoredAt / 1000, files: { [`${name}.txt`]: `${i}\n` } }),
  }))
}

/** The worked example of the test's comment: a repository made by git, and what its host tells of it. */
function makeExample(repository: TestRepository): readonly CodeHostEntity[] {
  const start = repository.commit('Start', { at: at(0, 9) / 1000 })

  const search = branch(repository, 'feature/search', at(1, 9), at(1, 15))
  const squashed = squash(repository, 'feature/search', 'Add search (#1)', at(2, 12))

  const sorting = branch(repository, 'feature/sorting', at(2, 9), at(2, 10))
  repository.git('checkout', '--quiet', 'main')
  repository.git('cherry-pick', ...sorting.map(({ sha }) => sha))
  const rebased = repository.git('rev-parse', 'HEAD')

  const back = branch(repository, 'revert-1', at(3, 18))
  const reverted = squash(repository, 'revert-1', 'Revert "Add search (#1)" (#3)', at(3, 19))

  const login = branch(repository, 'hotfix/login', at(5, 10))
  repository.git('checkout', '--quiet', 'main')
  const hotfixed = repository.merge('hotfix/login', { at: at(5, 12) / 1000 })

  const basket = branch(repository, 'feature/basket', at(6, 9))
  const broken = squash(repository, 'feature/basket', 'Keep the basket (#5)', at(6, 14))

  const late = branch(repository, 'feature/late', at(9, 15))
  const last = squash(repository, 'feature/late', 'Be late (#6)', at(9, 16))

  return [
    {
      kind: 'hosted_repository',
      externalId: '1',
      owner: 'acme',
      name: 'shop',
      location: 'github.example/acme/shop',
      url: 'https://github.example/acme/shop',
      defaultBranch: 'main',
      private: false,
      archived: false,
      fork: false,
      createdAt: at(0, 0),
    },
    deployment('D1', start, [success(0, 12), inactive(3, 12)]),
    deployment('on staging', squashed, [success(2, 13)], 'staging'),
    deployment('D2', rebased, [success(3, 12), inactive(3, 22)]),
    deployment('D3', reverted, [failure(3, 20)]),
    deployment('D4', reverted, [success(3, 22)]),
    deployment('D5', hotfixed, [success(5, 13)]),
    deployment('D6', broken, [success(6, 15), failure(6, 17)]),
    deployment('D7', hotfixed, [success(6, 18)]),
    deployment('D8', 'f'.repeat(40), [success(8, 12)]),
    deployment('D9', last, [success(9, 18)]),
    deployment('D9 again', last, [success(9, 19)]),
    deployment('under way', last, [{ state: 'in_progress', at: at(9, 20) }]),
    pullRequest({
      number: 1,
      title: 'Add search',
      branch: 'feature/search',
      commits: search,
      openedAt: at(1, 16),
      reviewedAt: at(2, 10),
      mergedAt: at(2, 12),
      mergeCommitSha: squashed,
    }),
    pullRequest({
      number: 2,
      title: 'Sort results',
      branch: 'feature/sorting',
      commits: sorting,
      openedAt: at(2, 11),
      readyAt: at(2, 15),
      commentedAt: at(2, 18),
      mergedAt: at(3, 9),
      mergeCommitSha: rebased,
    }),
    pullRequest({
      number: 3,
      title: 'Revert "Add search (#1)"',
      branch: 'revert-1',
      commits: back,
      openedAt: at(3, 18),
      mergedAt: at(3, 19),
      mergeCommitSha: reverted,
    }),
    pullRequest({
      number: 4,
      title: 'Let people log in',
      branch: 'hotfix/login',
      commits: login,
      openedAt: at(5, 11),
      reviewedAt: at(5, 11.5),
      mergedAt: at(5, 12),
      mergeCommitSha: hotfixed,
    }),
    pullRequest({
      number: 5,
      title: 'Keep the basket',
      branch: 'feature/basket',
      commits: basket,
      openedAt: at(6, 10),
      reviewedAt: at(6, 12),
      mergedAt: at(6, 14),
      mergeCommitSha: broken,
    }),
    pullRequest({
      number: 6,
      title: 'Be late',
      branch: 'feature/late',
      commits: late,
      openedAt: at(9, 10),
      reviewedAt: at(9, 12),
      mergedAt: at(9, 16),
      mergeCommitSha: last,
    }),
  ]
}

/** Syncs the repository with Git, then has its host's side written as a connector's records are. */
async function openExample(): Promise<void> {
  const repository = createTestRepository(`${folder.path}/shop`)
  const entities = makeExample(repository)
  const data = `${folder.path}/data`
  app = await openTestApplication(data)
  const connection = await connectGit(app.client, { folders: [repository.path] }, true)
  await settled(app.client, connection.jobId)
  await app.close()

  const db = connectDatabase(`${data}/weir.db`)
  const source = db.prepare<[], number>('select data_source_id from repositories').pluck().get()
  const writer = createEntityWriter(db, { dataSourceId: DataSourceId.parse(source) })
  db.transaction(() => {
    for (const entity of entities) writer.write(entity)
    writer.flush()
  })()
  db.close()
  app = await openTestApplication(data)
  const incidents = () => app.client.request('incidents.list', { filter: fourWeeks, page: {} })
  await untilPush(app.client, 'data_changed', incidents, ({ total }) => total > 0)
}

/*
 * Day 0 is Monday, 5 January 2026; hours UTC.
 *
 * Deployments to production, in order (D3 failed; D9 was put out twice; one is under way; one went to staging):
 *   D1 day 0 12:00  the start: first known, no predecessor
 *   D2 day 3 12:00  #1 (squashed) and #2 (rebased)
 *   D3 day 3 20:00  failed
 *   D4 day 3 22:00  #3, the revert of #1
 *   D5 day 5 13:00  #4, from hotfix/login (a merge commit)
 *   D6 day 6 15:00  #5; its host says at 17:00 that it failed after all
 *   D7 day 6 18:00  back to D5's commit
 *   D8 day 8 12:00  a commit nobody knows
 *   D9 day 9 18:00  #6
 * D1, D2, D4, D5, D6, D7, D8, D9 count: 8.
 *
 * Frequency. Week 1: days 0, 3, 5, 6; week 2: days 8 and 9; then none. 0 0 2 4: median 1 day per week. Deployments 6 2 0 0.
 *
 * Stages in hours (coding, pickup, review, deploy; lead time):
 *   #1  7 (1 09 → 1 16)    18 (→ 2 10)   2 (→ 2 12)   24 (→ 3 12)   51
 *   #2  6 (2 09 → ready 15) 3 (→ 18)     15 (→ 3 09)   3 (→ 3 12)    27
 *   #3  0 (3 18)            –             –             3 (3 19 → 22)  4 (nobody responded)
 *   #4  1 (5 10 → 11)       ½             ½             1              3
 *   #5  1 (6 09 → 10)       2             2             1              6 (its first deployment, though it was taken back)
 *   #6  – (9 15 after 10)   2 (→ 12)      4 (→ 16)      2 (→ 18)       3 (first commit dated after it was opened)
 * Medians: coding 0 1 1 6 7: 1. Pickup ½ 2 2 3 18: 2. Review ½ 2 2 4 15: 2. Deploy 1 1 2 3 3 24: 2½.
 * Lead time 3 3 4 6 27 51: median 5.
 *
 * Incidents (began → ended, deployment):
 *   revert   3 19 → 22 with D4: D2          failed deployment D3  3 20 → 22 with D4: D2
 *   hotfix   5 10 → 13 with D5: D4          D6 failed             6 17 → 18 with D7: D6
 * Failed: D2, D4, D6 of 8: 37.5 %. Restored after 10 (3 12 → 22), 39 (3 22 → 5 13) and 3 hours (6 15 → 18): median 10.
 * Durations 3 2 3 1: median 2½. Unplanned: D4 (a revert) and D5 (a hotfix) of 8: 25 %.
 */
test('five metrics and every stage, as worked out by hand', async () => {
  await openExample()
  const dora = await app.client.request('metrics.dora', fourWeeks)
  expect(dora.deploymentFrequency).toMatchObject({ deployments: 8, medianDaysPerWeek: 1, wholeWeeks: 4, noData: null })
  expect(dora.deploymentFrequency.buckets.map(bucket => bucket.deployments)).toEqual([6, 2, 0, 0])
  expect(dora.leadTime).toMatchObject({ medianMs: 5 * hour, changes: 6, negative: 0, unattributed: 1 })
  expect(dora.stages).toMatchObject({
    coding: { medianMs: hour, count: 5 },
    pickup: { medianMs: 2 * hour, count: 5 },
    review: { medianMs: 2 * hour, count: 5 },
    deploy: { medianMs: 2.5 * hour, count: 6 },
    pullRequests: 6,
    contradictory: 1,
    byTime: 0,
  })
  expect(dora.changeFailRate).toMatchObject({ deployments: 8, failed: 3, rate: 0.375 })
  expect(dora.recoveryTime).toMatchObject({
    medianMs: 10 * hour,
    failed: 3,
    recovered: 3,
    incidents: { count: 4, resolved: 4, medianMs: 2.5 * hour, withoutDeployment: 0 },
  })
  expect(dora.reworkRate).toMatchObject({ unplanned: 2, rate: 0.25 })

  const page = { offset: 0, limit: 100 }
  const changes = await app.client.request('metrics.changes', { filter: fourWeeks, deploymentId: null, page })
  const hours = (ms: number | null | undefined) => (ms == null ? null : ms / hour)
  expect(
    changes.rows
      .map(({ pullRequest: pull, deploymentName, leadTimeMs }) => [
        pull?.number,
        deploymentName,
        ...[pull?.codingMs, pull?.pickupMs, pull?.reviewMs, pull?.deployMs, leadTimeMs].map(hours),
      ])
      .sort(),
  ).toEqual([
    [1, 'D2', 7, 18, 2, 24, 51],
    [2, 'D2', 6, 3, 15, 3, 27],
    [3, 'D4', 0, null, null, 3, 4],
    [4, 'D5', 1, 0.5, 0.5, 1, 3],
    [5, 'D6', 1, 2, 2, 1, 6],
    [6, 'D9', null, 2, 4, 2, 3],
  ])

  const incidents = await app.client.request('incidents.list', { filter: fourWeeks, page })
  expect(
    incidents.rows.map(({ source, beganAt, deploymentName, fixDeploymentName, resolvedAt }) => [
      source,
      beganAt,
      deploymentName,
      fixDeploymentName,
      resolvedAt,
    ]),
  ).toEqual([
    ['failed_deployment', at(6, 17), 'D6', 'D7', at(6, 18)],
    ['hotfix', at(5, 10), 'D4', 'D5', at(5, 13)],
    ['failed_deployment', at(3, 20), 'D2', 'D4', at(3, 22)],
    ['revert', at(3, 19), 'D2', 'D4', at(3, 22)],
  ])

  const deployments = await app.client.request('metrics.deployments', { filter: fourWeeks, page })
  expect(
    deployments.rows.map(({ name, sha, changes, failed, unplanned }) => [
      name,
      sha !== null,
      changes,
      failed,
      unplanned,
    ]),
  ).toEqual([
    ['D9', true, 1, false, false],
    ['D8', false, 0, false, false],
    ['D7', true, 0, false, false],
    ['D6', true, 1, true, false],
    ['D5', true, 1, false, true],
    ['D4', true, 1, true, true],
    ['D2', true, 2, true, false],
    ['D1', true, null, false, false],
  ])
})

// Without the hotfix's incident D2 and D6 failed: 2 of 8. With it, D4 too.
test('an incident linked by hand moves the change fail rate, and the rule takes it back', async () => {
  await openExample()
  const page = { offset: 0, limit: 100 }
  const { rows } = await app.client.request('incidents.list', { filter: fourWeeks, page })
  const hotfix = rows.find(({ source }) => source === 'hotfix')
  if (!hotfix) throw new Error('a hotfix')
  const rate = async () => (await app.client.request('metrics.dora', fourWeeks)).changeFailRate.rate
  await app.client.request('incidents.link', { incidentId: hotfix.id, deploymentId: null })
  expect(await rate()).toBe(0.25)
  const [latest] = await app.client.request('incidents.linkChoices', { incidentId: hotfix.id })
  expect(latest?.name).toBe('D4')
  await app.client.request('incidents.link', { incidentId: hotfix.id, deploymentId: latest?.id ?? null })
  expect(await rate()).toBe(0.375)
  await app.client.request('incidents.unlink', { incidentId: hotfix.id })
  expect(await rate()).toBe(0.375)
})

test('the production rule: a preview before it is saved, other numbers after', async () => {
  await openExample()
  const [shop] = await app.client.request('repositories.list')
  if (!shop) throw new Error('a repository')
  expect(shop).toMatchObject({ hosted: true, rule: { source: 'deployments' }, savedRule: null })
  const rule = { source: 'deployments', environment: '^staging$' } as const
  const preview = await app.client.request('repositories.previewRule', { repositoryId: shop.id, rule })
  expect(preview).toMatchObject({ candidates: 12, matches: 1, examples: [{ name: 'on staging' }] })
  expect((await app.client.request('metrics.dora', fourWeeks)).deploymentFrequency.deployments).toBe(8)
  await app.client.request('repositories.saveRule', { repositoryId: shop.id, rule })
  await derived(app.client, 1)
  expect((await app.client.request('metrics.dora', fourWeeks)).deploymentFrequency.deployments).toBe(1)
})
