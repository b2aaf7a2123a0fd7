import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createTestRepository } from '../../../../test/support/git-repository.ts'
import { type Bench, smallSizes, startBench } from '../../../../test/support/github-bench.ts'
import { createCommandRunner } from '../../ingest/command-runner.ts'
import { addRun, type Sync, sync } from '../../ingest/test-support.ts'
import { purgeStep } from '../../metrics/purge.ts'
import * as act from '../../scenarios/simulators/github/acts.ts'
import { generateWorld } from '../../scenarios/simulators/github/generated-world.ts'
import type { SimulatorOptions } from '../../scenarios/simulators/github/simulator.ts'
import { freshDatabase, rowsOf, temporaryFolder } from '../../store/test-support.ts'
import { cloneStreams } from '../clone-streams.ts'
import { git } from '../git/index.ts'
import { cloneOf } from './clone-of.ts'
import { createGithubConnector } from './index.ts'
import type { GithubCredentials, GithubSettings } from './settings.ts'

/** A simulator and a database that syncs its repository. */
async function start(options: Partial<SimulatorOptions> = {}) {
  const bench = await startBench({ world: generateWorld({ pulls: 20, issues: 6 }), ...options })
  const { db } = await freshDatabase('500')
  return { ...bench, db, run: (settings: object = {}) => run(db, bench, settings) }
}

async function run(db: Database, { connector, simulator }: Bench, settings: object): Promise<Sync> {
  const done = await sync(db, connector, {
    now: Date.now,
    assignment: {
      runId: addRun(db),
      settings: { url: simulator.url, ...settings },
      credentials: { token: simulator.tokens.join(' ') },
    },
  })
  expect(done.ended).toEqual({ type: 'ended', outcome: 'finished' })
  return done
}

const lastRun = (db: Database) =>
  rowsOf(
    db,
    `select sum(read) as read, sum(written) as written, sum(deleted) as deleted, sum(skipped) as skipped
     from run_streams where run_id = (select max(run_id) from run_streams)`,
  )[0]
const count = (db: Database, what: string) => Number(db.prepare(`select count(*) from ${what}`).pluck().get())
const timeOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : null)

for (const restOnly of [false, true]) {
  const way = restOnly ? 'REST' : 'GraphQL'

  test(`${way}: every pull request is stored as the site has it, with its commits, reviews and comments`, async () => {
    const { db, simulator, run } = await start({ restOnly })
    await run()
    const { pulls = [] } = simulator.site.repository(500) ?? {}
    const stored = rowsOf(
      db,
      `select p.number, p.title, p.state, p.created_at as created, p.merged_at as merged, p.ready_at as ready, p.merge_commit_sha as sha,
         b.name as base, h.name as head, a.external_id as author, p.additions, p.files,
         (select group_concat(lower(hex(sha)), ' ') from (select sha from pull_request_commits where pull_request_id = p.id order by position)) as commits,
         (select count(*) from pull_request_reviews where pull_request_id = p.id) as reviews,
         (select count(*) from pull_request_comments where pull_request_id = p.id and review_external_id is null) as comments,
         (select count(*) from pull_request_comments c join pull_request_reviews r
            on r.pull_request_id = p.id and r.external_id = c.review_external_id where c.pull_request_id = p.id) as reviewComments
       from pull_requests p join names b on b.id = p.base_branch_id join names h on h.id = p.head_branch_id
         left join accounts a on a.id = p.author_id where p.active = 1 order by p.number`,
    )
    expect(stored).toEqual(
      pulls.map(({ record, commits, reviews, reviewComments, comments, events }) => ({
        number: record.number,
        title: record['title'],
        state: record['merged_at'] === null ? record['state'] : 'merged',
        created: timeOf(record.created_at),
        merged: timeOf(record['merged_at']),
        ready: timeOf(events[0]?.['created_at']),
        sha: record['merged_at'] === null ? null : record['merge_commit_sha'],
        base: 'main',
        head: (record['head'] as { ref: string }).ref,
        author: String((record['user'] as { id: number }).id),
        additions: record['additions'],
        files: record['changed_files'],
        commits: commits.map(({ sha }) => sha).join(' '),
        reviews: reviews.length,
        comments: comments.length,
        reviewComments: reviewComments.length,
      })),
    )
    expect(count(db, 'pull_request_reviews')).toBeGreaterThan(10)
    expect(rowsOf(db, `select name, bot from accounts where bot = 1`)).toEqual([{ name: 'renovate[bot]', bot: 1 }])
  })

  test(`${way}: deployments keep the history of their states, runs their results, issues when they were closed`, async () => {
    const { db, simulator, run } = await start({ restOnly })
    await run({ workflowJobs: true })
    const { deployments = [], runs = [], issues = [] } = simulator.site.repository(500) ?? {}
    expect(
      rowsOf(
        db,
        `select d.external_id as id, n.name as environment, d.sha, d.created_at as created,
           (select json_group_array(json_array(state, at)) from
             (select * from hosted_deployment_statuses where hosted_deployment_id = d.id order by position)) as states
         from hosted_deployments d join names n on n.id = d.environment_id order by d.created_at, d.external_id`,
      ),
    ).toEqual(
      [...deployments]
        .sort(
          (a, b) =>
            a.record.created_at.localeCompare(b.record.created_at) || (a.record.node_id < b.record.node_id ? -1 : 1),
        )
        .map(({ record, statuses }) => ({
          id: record.node_id,
          environment: record['environment'],
          sha: record['sha'],
          created: timeOf(record.created_at),
          states: JSON.stringify(statuses.map(({ state, created_at }) => [state, timeOf(created_at)])),
        })),
    )
    expect(
      rowsOf(
        db,
        `select r.external_id as id, n.name, r.conclusion, r.sha,
           (select group_concat(name) from (select jn.name from workflow_jobs j join names jn on jn.id = j.name_id
             where j.workflow_run_id = r.id order by j.position)) as jobs
         from workflow_runs r join names n on n.id = r.name_id order by cast(r.external_id as integer)`,
      ),
    ).toEqual(
      runs.map(({ record }) => ({
        id: String(record.id),
        name: record['name'],
        conclusion: record['conclusion'],
        sha: record['head_sha'],
        jobs: 'build,deploy',
      })),
    )
    expect(
      rowsOf(
        db,
        `select i.key, s.name as status, i.resolved_at as resolved,
           (select group_concat(l.name) from (select label_id from issue_labels where issue_id = i.id) x join labels l on l.id = x.label_id) as labels
         from issues i join statuses s on s.id = i.status_id order by i.id`,
      ).length,
    ).toBe(issues.length)
    for (const { record } of issues) {
      const [stored] = rowsOf(
        db,
        `select s.name as status, resolved_at as resolved from issues i join statuses s on s.id = i.status_id
         where key = 'acme/shop#${record.number}'`,
      )
      expect(stored).toEqual({
        status: record['state'] === 'open' ? 'Open' : 'Closed',
        resolved: timeOf(record['closed_at']),
      })
    }
    expect(count(db, `issue_labels join labels on labels.id = label_id where name = 'incident'`)).toBe(
      issues.filter(({ record }) => JSON.stringify(record['labels']).includes('incident')).length,
    )
    expect(rowsOf(db, 'select location, default_branch from hosted_repositories')).toEqual([
      { location: `${new URL(simulator.url).host}/acme/shop`, default_branch: 'main' },
    ])
  })

  test(`${way}: a second sync writes no row and fetches nothing again, one comment writes one pull request`, async () => {
    const { db, simulator, run } = await start({ restOnly })
    await run()
    const before = rowsOf(db, 'select * from pull_requests')
    const asked = simulator.requests.length
    await run()
    expect(lastRun(db)).toEqual({ read: 0, written: 0, deleted: 0, skipped: 0 })
    const again = simulator.requests.slice(asked)
    expect(again.filter(request => (restOnly ? /pulls\/\d/ : /PullRequests/).test(request))).toEqual([])
    expect(simulator.unchanged()).toBeGreaterThanOrEqual(restOnly ? 5 : 4)
    db.exec('delete from cursors')
    await run()
    expect(lastRun(db)).toMatchObject({ written: 0, deleted: 0 })
    expect(rowsOf(db, 'select * from pull_requests')).toEqual(before)
    simulator.site.update(500, act.comment(7))
    await run()
    expect(lastRun(db)).toEqual({ read: 1, written: 1, deleted: 0, skipped: 0 })
    expect(rowsOf(db, 'select revision from pull_requests where number = 7')).toEqual([{ revision: 2 }])
  })

  test(`${way}: what is deleted becomes inactive; old runs that GitHub clears away stay`, async () => {
    const { db, simulator, run } = await start({ restOnly })
    const { site } = simulator
    site.update(500, act.startRun('Deploy', 'a'.repeat(40)))
    await run()
    const repository = site.repository(500)
    if (!repository) throw new Error('no repository')
    const [newest] = site.runs(repository)
    const oldest = site.runs(repository).at(-1)
    site.update(500, act.deleteRun(newest?.record.id ?? 0))
    site.update(500, act.deleteRun(oldest?.record.id ?? 0))
    site.update(500, act.deleteDeployment(repository.deployments[0]?.record.id ?? 0))
    site.update(500, act.deleteIssue(repository.issues[0]?.record.number ?? 0))
    site.update(500, ({ tags, releases }) => ({ tags: tags.slice(1), releases: releases.slice(1) }))
    await run()
    const inactive = (table: string) => rowsOf(db, `select external_id as id from ${table} where active = 0`)
    expect(inactive('workflow_runs')).toEqual([{ id: String(newest?.record.id) }])
    expect(inactive('hosted_deployments')).toEqual([{ id: repository.deployments[0]?.record.node_id }])
    expect(inactive('releases').length + inactive('hosted_tags').length).toBe(2)
    expect(rowsOf(db, 'select issue_id from issue_sources where active = 0').length).toBe(1)
    expect(inactive('pull_requests')).toEqual([])
  })
}

test('tags listed over REST have the time of their commits, asked for once', async () => {
  const { db, simulator, run } = await start({ restOnly: true })
  await run()
  const { tags = [] } = simulator.site.repository(500) ?? {}
  expect(tags.length).toBeGreaterThan(2)
  const stored = () => rowsOf(db, 'select external_id as name, at from hosted_tags order by 1')
  const wanted = () =>
    (simulator.site.repository(500)?.tags ?? [])
      .map(({ name, committedAt }) => ({ name, at: timeOf(committedAt) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  expect(stored()).toEqual(wanted())
  const before = simulator.requests.length
  const [first] = tags
  if (!first) throw new Error('There are no tags')
  simulator.site.update(500, () => ({ tags: [...tags, { ...first, name: 'v9' }] }))
  await run()
  expect(stored()).toEqual(wanted())
  const asked = simulator.requests.slice(before).filter(request => request.includes('/git/commits/'))
  expect(asked).toEqual([`GET /repos/acme/shop/git/commits/${first.sha}`])
})

test('both ways store the same', async () => {
  const dump = async (restOnly: boolean) => {
    const { db, run } = await start({ restOnly })
    await run()
    return rowsOf(
      db,
      `select p.number, p.content_hash, (select count(*) from pull_request_commits where pull_request_id = p.id) as commits from pull_requests p order by 1`,
    )
  }
  expect(await dump(true)).toEqual(await dump(false))
})

test('with a copy of the history, merged pull requests meet the commits that merging made of them', async () => {
  const folder = temporaryFolder()
  const repository = createTestRepository(join(folder, 'shop'))
  const merges = Array.from({ length: 20 }, (_, place) => repository.commit(`Merge ${place}`))
  repository.tag('v1', { message: 'First' })
  repository.gitIn(folder, 'clone', '--quiet', '--bare', repository.path, 'shop.git')
  const bare = join(folder, 'shop.git')
  repository.gitIn(bare, 'update-server-info')
  const { db, simulator, connector } = await start({ clones: { 'acme/shop': bare } })
  simulator.site.update(500, ({ pulls }) => ({
    pulls: pulls.map(pull => ({
      ...pull,
      record: { ...pull.record, merge_commit_sha: merges[pull.record.number - 1] ?? '' },
    })),
  }))
  const withClone = createGithubConnector(
    smallSizes,
    cloneStreams<GithubSettings, GithubCredentials>(git.streams, cloneOf(smallSizes), {
      after: ['hosted_repository'],
      wanted: ({ history }) => history === 'clone',
    }),
  )
  const controller = new AbortController()
  const syncNow = (clone: boolean) =>
    sync(db, clone ? withClone : connector, {
      now: Date.now,
      commands: createCommandRunner({ signal: controller.signal }),
      assignment: {
        runId: addRun(db),
        cacheFolder: join(folder, 'cache'),
        settings: { url: simulator.url, history: clone ? 'clone' : 'none' },
        credentials: { token: simulator.tokens.join(' ') },
      },
    })
  expect((await syncNow(true)).ended).toEqual({ type: 'ended', outcome: 'finished' })
  const merged = count(db, `pull_requests where state = 'merged'`)
  expect(merged).toBeGreaterThan(10)
  expect(
    count(
      db,
      `pull_requests p join repositories r on r.data_source_id = p.data_source_id
         join commits c on c.repository_id = r.id and c.sha = p.merge_commit_sha`,
    ),
  ).toBe(merged)
  expect(rowsOf(db, 'select r.origin = h.location as same from repositories r, hosted_repositories h')).toEqual([
    { same: 1 },
  ])
  expect(count(db, 'tags')).toBe(1)
  const before = simulator.requests.length
  await syncNow(true)
  expect(lastRun(db)).toEqual({ read: 0, written: 0, deleted: 0, skipped: 0 })
  expect(simulator.requests.length).toBeGreaterThan(before)
})

test('a renamed repository is the same one, under its new name', async () => {
  const { db, simulator, run } = await start()
  await run()
  const pulls = rowsOf(db, 'select id, revision from pull_requests')
  simulator.site.update(500, act.rename('store'))
  await run()
  expect(rowsOf(db, 'select name, location, url from hosted_repositories')).toEqual([
    {
      name: 'store',
      location: expect.stringMatching(/acme\/store$/),
      url: expect.stringMatching(/acme\/store$/),
    },
  ])
  expect(rowsOf(db, 'select id, revision from pull_requests')).toEqual(pulls)
  expect(count(db, `issues where key not like 'acme/store#%'`)).toBe(0)
})

test('a malformed pull request is skipped, counted and sampled, the others arrive', async () => {
  const { db, simulator, run } = await start()
  simulator.site.update(500, ({ pulls }) => ({
    pulls: pulls.map(pull =>
      pull.record.number === 3 ? { ...pull, record: { ...pull.record, created_at: 'no date' } } : pull,
    ),
  }))
  await run()
  expect(count(db, 'pull_requests')).toBe(19)
  expect(lastRun(db)).toMatchObject({ skipped: 1 })
  expect(rowsOf(db, `select message from run_log where message like '%createdAt%'`).length).toBe(1)
  await run()
  expect(lastRun(db)).toMatchObject({ read: 0, skipped: 0, deleted: 0 })
})

test('the record is kept, compressed; authors of commits are people, joined with the accounts they have', async () => {
  const { db, run } = await start()
  await run()
  const payload = db
    .prepare<[], Buffer>(
      'select payload from pull_request_payloads join pull_requests on id = pull_request_id where number = 4',
    )
    .pluck()
    .get()
  expect(JSON.parse(zstdDecompressSync(payload ?? Buffer.alloc(0)).toString('utf8'))).toMatchObject({ number: 4 })
  expect(
    rowsOf(
      db,
      `select distinct p.email, a.name from pull_request_commits c join people p on p.id = c.author_id join accounts a on a.id = c.account_id
       where a.name = 'ben-okafor'`,
    ),
  ).toEqual([{ email: 'ben-okafor@example.org', name: 'ben-okafor' }])
})

test('what is left of the limits is told with the progress and written into the log of the run', async () => {
  const { db, run } = await start()
  const { messages } = await run()
  const budgets = messages.flatMap(message => (message.type === 'progress' ? (message.progress.budgets ?? []) : []))
  expect(budgets.at(-1)).toMatchObject({ limit: 5000 })
  expect([...new Set(budgets.map(({ name }) => name))].sort()).toEqual(['GitHub core', 'GitHub graphql'])
  expect(rowsOf(db, `select message from run_log where message like 'GitHub % of 5,000 requests left%'`).length).toBe(2)
})

test('a removed connection leaves nothing of its repositories behind', async () => {
  const { db, run } = await start()
  await run({ workflowJobs: true })
  db.exec(`update jobs set state = 'FINISHED'; update connections set removed_at = 1`)
  while ((await purgeStep(db)).more);
  const tables = [
    'hosted_repositories',
    'pull_requests',
    'pull_request_payloads',
    'pull_request_labels',
    'pull_request_commits',
    'pull_request_reviews',
    'pull_request_comments',
    'releases',
    'hosted_tags',
    'hosted_deployments',
    'hosted_deployment_statuses',
    'workflow_runs',
    'workflow_jobs',
    'issues',
    'people',
    'accounts',
  ]
  expect(tables.filter(table => count(db, table) > 0)).toEqual([])
})
