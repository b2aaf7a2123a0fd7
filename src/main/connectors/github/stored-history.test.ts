import { expect, test } from 'vitest'
import { startBench } from '../../../../test/support/github-bench.ts'
import { DataSourceId } from '../../../shared/model/ids.ts'
import { addRun, sync } from '../../ingest/test-support.ts'
import { adoptHosted } from '../../metrics/dora/adopt-hosted.ts'
import * as act from '../../scenarios/simulators/github/acts.ts'
import { generateWorld } from '../../scenarios/simulators/github/generated-world.ts'
import { logOf, noHistory } from '../../scenarios/simulators/github/history.ts'
import { freshDatabase, rowsOf } from '../../store/test-support.ts'

async function start() {
  const bench = await startBench({ world: generateWorld({ pulls: 20, issues: 0 }) })
  const { db } = await freshDatabase('500')
  const run = async () => {
    const settings = { url: bench.simulator.url }
    const sources = [{ id: DataSourceId.parse(1), externalId: '500', name: 'acme/shop' }]
    const credentials = { token: bench.simulator.tokens.join(' ') }
    const done = await sync(db, bench.connector, {
      now: Date.now,
      assignment: { runId: addRun(db), settings, credentials, sources },
    })
    expect(done.ended).toEqual({ type: 'ended', outcome: 'finished' })
  }
  const history = () => bench.simulator.site.repository(500)?.history ?? noHistory
  const active = (table: string) => Number(db.prepare(`select count(*) from ${table} where active = 1`).pluck().get())
  return { ...bench, db, run, history, active }
}

test('commits are stored with all their parents, and tags on them, as the site has them', async () => {
  const { db, simulator, run, history, active } = await start()
  await run()
  const log = logOf(history(), history().head ?? '') ?? []
  expect(
    rowsOf(
      db,
      `select lower(hex(c.sha)) as sha, c.parents, (select group_concat(lower(hex(p.sha)), ' ') from
         (select parent_id from commit_parents where commit_id = c.id order by position) x join commits p on p.id = x.parent_id) as edges
       from commits c where active = 1 order by sha`,
    ),
  ).toEqual(
    log
      .map(({ sha, parents }) => ({
        sha,
        parents: parents.length,
        edges: parents.length === 0 ? null : parents.map(parent => parent.sha).join(' '),
      }))
      .sort((a, b) => (a.sha < b.sha ? -1 : 1)),
  )
  const { tags = [] } = simulator.site.repository(500) ?? {}
  expect(
    rowsOf(
      db,
      `select t.name, lower(hex(c.sha)) as sha, t.annotated from tags t join commits c on c.id = t.commit_id order by t.name`,
    ),
  ).toEqual(
    tags
      .map(({ name, sha, taggedAt }) => ({ name, sha, annotated: taggedAt === null ? 0 : 1 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
  expect(active('branches')).toBe(1)
  expect(rowsOf(db, 'select history, history_problem, origin, default_branch from repositories')).toEqual([
    { history: 'api', history_problem: null, origin: null, default_branch: 'heads/main' },
  ])
})

test('a commit in an unknown form is skipped and counted; the rest is there, and the gap is said', async () => {
  const { db, simulator, run, history, active } = await start()
  const { commits, head } = history()
  const log = logOf(history(), head ?? '') ?? []
  const damaged = { name: 'Ada', email: 'a@b.c', date: 'no date' }
  simulator.site.update(500, () => ({
    history: {
      head,
      commits: commits.map(one =>
        one.sha === log[3]?.sha ? { ...one, commit: { ...one.commit, author: damaged } } : one,
      ),
    },
  }))
  await run()
  expect(active('commits')).toBe(log.length - 1)
  expect(rowsOf(db, `select skipped > 0 as some from run_streams where stream = 'commits'`)).toEqual([{ some: 1 }])
  expect(rowsOf(db, `select message from run_log where message like '%name as parents%'`)).toHaveLength(1)
})

test('where a clone of another connection has the history it is not read twice, and is again once that is gone', async () => {
  const { db, simulator, run, active } = await start()
  await run()
  const before = active('commits')
  expect(before).toBeGreaterThan(10)
  db.exec(`
    insert into data_sources (id, connection_id, external_id, name, kind, description, active) values (9, 1, 'clone', 'clone', 'repository', '', 0);
    insert into repositories (data_source_id, path, object_format, shallow, origin)
      select 9, '/clone', 'sha1', 0, location from hosted_repositories`)
  adoptHosted(db)
  expect([active('commits'), active('tags'), active('branches')]).toEqual([0, 0, 0])
  const asked = simulator.requests.length
  await run()
  expect(active('commits')).toBe(0)
  expect(simulator.requests.slice(asked).filter(request => /History|compare/.test(request))).toEqual([])
  db.exec(`delete from repositories where path = '/clone'`)
  await run()
  expect(active('commits')).toBe(before)
  expect(rowsOf(db, 'select history from repositories')).toEqual([{ history: 'api' }])
})

test('commits off the default branch are asked for where they go to production, or the rule in force has found them', async () => {
  const { db, simulator, run } = await start()
  simulator.site.update(500, act.deployBranch('eu-west', 'Aside'))
  await run()
  const compared = () => simulator.requests.filter(request => request.includes('compare')).length
  expect(compared()).toBe(0)
  db.exec(`
    insert into deployments (repository_id, key, name, environment, commit_id, finished_at, result, first, changes)
      select r.id, 'd' || d.id, 'eu-west', 'eu-west', null, 1, 'success', 0, 0
      from repositories r, hosted_deployments d join names e on e.id = d.environment_id where e.name = 'eu-west'`)
  await run()
  expect(compared()).toBe(1)
  simulator.site.update(500, act.deployBranch('live', 'Another'))
  await run()
  expect(compared()).toBe(2)
})
