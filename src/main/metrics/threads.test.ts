import { statSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import type { ProjectId, RepositoryId } from '../../shared/model/ids.ts'
import { createMaintenance } from './maintenance.ts'
import { createQueryThread } from './query-thread.ts'
import { createTaskThread } from './task-thread.ts'
import { createTestTracker } from './testing/issues.ts'
import { at, createTestWorkspace, filterOf, silent } from './testing/workspace.ts'

const entry = (name: string) => new URL(name, import.meta.url)

async function started(patternMs?: number) {
  const w = await createTestWorkspace()
  const changed: string[] = []
  const queries = createQueryThread({ entry: entry('worker.ts'), databasePath: w.path, logger: silent })
  const maintenance = createMaintenance({
    entry: entry('maintenance-worker.ts'),
    databasePath: w.path,
    logger: silent,
    clock: { now: () => 0 },
    onChanged: tables => changed.push(...tables),
    flowPauseMs: 0,
    ...(patternMs !== undefined && { patternMs }),
  })
  onTestFinished(async () => {
    await Promise.all([queries.close(), maintenance.close()])
  })
  return { w, queries, maintenance, changed }
}

test('stale deployments are derived, announced, and seen by the next query', async () => {
  const { w, queries, maintenance, changed } = await started()
  const r = w.repository('service')
  w.tag(r, 'v1.0', w.commit(r, { authoredAt: at(0) }), at(1))
  const before = await queries.run('dora', filterOf())
  await maintenance.deriveStale()
  const after = await queries.run('dora', filterOf())
  expect([before.deploymentFrequency.deployments, after.deploymentFrequency.deployments]).toEqual([0, 1])
  expect(changed).toEqual(['deployments', 'repositories'])
})

test('status histories are derived, announced, and seen by the next question; asked again meanwhile, they are derived once more', async () => {
  const { w, queries, maintenance, changed } = await started()
  const tracker = createTestTracker(w.db)
  tracker.issue({ way: [['To Do', at(0)]] })
  const options = () => queries.run('filterOptions', { flowId: null })
  expect((await options()).issues).toBe(0)
  await maintenance.deriveFlow()
  expect((await options()).issues).toBe(1)
  expect(changed).toEqual(['flow_facts', 'flow_versions'])
  const first = maintenance.deriveFlow()
  tracker.issue({ way: [['To Do', at(0)]] })
  const more = [maintenance.deriveFlow(), maintenance.deriveFlow()]
  await Promise.all([first, ...more])
  expect((await options()).issues).toBe(2)
  await maintenance.deriveFlow()
  expect(changed).toEqual(['flow_facts', 'flow_versions', 'flow_facts'])
})

test('a repository that waited for its turn is derived again when asked again', async () => {
  const { w, maintenance } = await started()
  const ids = ['one', 'two'].map(name => w.repository(name) as RepositoryId)
  const [, two = ids[0] as RepositoryId] = ids
  await maintenance.derive(ids)
  w.tag(two, 'v1.0', w.commit(two, { authoredAt: at(0) }), at(1))
  await maintenance.derive([two])
  expect(w.db.prepare('select repository_id from deployments').pluck().all()).toEqual([two])
})

test('a pattern that takes for ever is refused, and the thread works on', async () => {
  const { w, maintenance } = await started(300)
  const r = w.repository('service') as RepositoryId
  w.tag(r, `${'a'.repeat(60)}!`, w.commit(r, { authoredAt: at(0) }), at(1))
  const slow = maintenance.previewRule(r, { source: 'tags', pattern: '^(a+)+$' })
  await expect(slow).rejects.toMatchObject({ code: 'settings.invalid', fields: [{ path: 'pattern' }] })
  expect(await maintenance.previewRule(r, { source: 'tags', pattern: '!$' })).toMatchObject({
    candidates: 1,
    matches: 1,
  })
})

test('a preview does not wait for a derivation', async () => {
  const { w, maintenance } = await started(60_000)
  const r = w.repository('service') as RepositoryId
  w.tag(r, `${'a'.repeat(60)}!`, w.commit(r, { authoredAt: at(0) }), at(1))
  const endless = JSON.stringify({ source: 'tags', pattern: '^(a+)+$' })
  w.run('insert into deployment_rules (repository_id, rule, updated_at) values (?, ?, 0)', r, endless)
  const derived = maintenance.derive([r]).then(
    () => 'derived',
    () => 'ended',
  )
  expect(await maintenance.previewRule(r, { source: 'tags', pattern: '!$' })).toMatchObject({ matches: 1 })
  await maintenance.close()
  expect(await derived).toBe('ended')
})

test('a saved pattern for issue keys that takes for ever is given up, and everything else is worked out', async () => {
  const { w, maintenance, changed } = await started(300)
  const r = w.repository('service')
  createTestTracker(w.db, 2).issue({ project: 'SHOP', way: [['To do', at(0)]] })
  w.run(
    `insert into issue_key_rules (project_id, rule, updated_at) select id, ?, 0 from projects`,
    JSON.stringify({ ownKey: true, prefixes: [], patterns: ['^((?:a+)+)$'] }),
  )
  w.tag(r, 'v1.0', w.commit(r, { authoredAt: at(0), subject: `${'a'.repeat(60)}!1`, mentions: 'SHOP-1' }), at(1))
  await maintenance.deriveStale()
  expect(changed).toContain('issue_keys')
  expect(w.db.prepare('select too_slow from issue_key_rules').pluck().all()).toEqual([1])
  expect(w.db.prepare('select key from commit_issues').pluck().all()).toEqual(['SHOP-1'])
  const projectId = w.db.prepare<[], ProjectId>('select id from projects').pluck().get() ?? (0 as ProjectId)
  const slow = maintenance.previewIssueKeys(projectId, { ownKey: true, prefixes: [], patterns: ['^((?:a+)+)$'] })
  await expect(slow).rejects.toMatchObject({ code: 'settings.invalid', fields: [{ path: 'pattern' }] })
})

test('other rules about issue keys are read by once, and announced', async () => {
  const { w, maintenance, changed } = await started()
  const r = w.repository('service')
  w.commit(r, { authoredAt: at(0), subject: 'OLD-1' })
  await maintenance.deriveStale()
  createTestTracker(w.db, 2).issue({ project: 'SHOP', way: [['To do', at(0)]] })
  w.run(
    `insert into issue_key_rules (project_id, rule, updated_at) select id, ?, 0 from projects`,
    JSON.stringify({ ownKey: true, prefixes: ['OLD'], patterns: [] }),
  )
  changed.length = 0
  await maintenance.nameIssues()
  expect(w.db.prepare('select key from commit_issues').pluck().all()).toEqual(['SHOP-1'])
  expect(changed).toEqual(['issue_keys', 'deployments'])
  await maintenance.nameIssues()
  expect(changed).toEqual(['issue_keys', 'deployments'])
})

test('purging removes a connection and what only it had', async () => {
  const { w, maintenance } = await started()
  const [gone, kept] = [w.repository('gone'), w.repository('kept', 2)]
  const a = w.commit(gone, { authoredAt: at(0), author: 2 })
  w.tag(gone, 'v1.0', w.commit(gone, { authoredAt: at(0), parents: [a] }), at(1))
  w.commit(kept, { authoredAt: at(0) })
  await maintenance.deriveStale()
  w.run('update connections set removed_at = 1 where id = 1')
  await maintenance.purgeRemoved()
  const count = (table: string) => w.db.prepare(`select count(*) from ${table}`).pluck().get()
  const tables = ['connections', 'repositories', 'commits', 'commit_parents', 'tags', 'deployments', 'people']
  expect(tables.map(count)).toEqual([1, 1, 1, 0, 0, 0, 1])
  // What was in the log can be read no more.
  expect(statSync(`${w.path}-wal`).size).toBe(0)
})

test('an integrity check is written down', async () => {
  const { w, maintenance } = await started()
  expect(await maintenance.checkIntegrity()).toEqual({ at: 0, finding: null, unrecorded: null })
  expect(w.db.prepare('select integrity_checked_at from upkeep').pluck().get()).toBe(0)
})

test('people and the connection wait while a job runs', async () => {
  const { w, maintenance } = await started()
  w.commit(w.repository('gone'), { authoredAt: at(0) })
  w.run(`insert into jobs (connection_id, state, updated_at) values (2, 'RUNNING', 0)`)
  w.run('update connections set removed_at = 1 where id = 1')
  await maintenance.purgeRemoved()
  const left = () =>
    w.db
      .prepare(
        'select (select count(*) from commits), (select count(*) from people), (select count(*) from connections)',
      )
      .raw()
      .get()
  expect(left()).toEqual([0, 2, 2])
  w.run(`update jobs set state = 'FINISHED'`)
  await maintenance.purgeRemoved()
  expect(left()).toEqual([0, 0, 1])
})

test('a database that is not there is a fault of the query', async () => {
  const queries = createQueryThread({ entry: entry('worker.ts'), databasePath: '/nowhere/weir.db', logger: silent })
  onTestFinished(() => queries.close())
  await expect(queries.run('repositories', undefined)).rejects.toMatchObject({ name: 'WeirError' })
})

function taskThread() {
  const thread = createTaskThread({
    entry: entry('testing/task-worker.ts'),
    workerData: null,
    logger: silent,
    abandonAfterMs: 20,
  })
  onTestFinished(() => thread.close())
  return thread
}

test('a crash fails the task that ran and no other', async () => {
  const thread = taskThread()
  const crash = thread.run('exit')
  const next = thread.run('echo')
  await expect(crash).rejects.toMatchObject({ code: 'internal.unexpected' })
  expect(await next).toBe('echo')
})

test('a cancelled task that waits is dropped, one in an endless loop loses its thread', async () => {
  const thread = taskThread()
  const [running, waiting] = [new AbortController(), new AbortController()]
  const loop = thread.run('loop', { signal: running.signal })
  const dropped = thread.run('exit', { signal: waiting.signal })
  const next = thread.run('echo')
  waiting.abort()
  running.abort()
  await expect(loop).rejects.toMatchObject({ code: 'rpc.cancelled' })
  await expect(dropped).rejects.toMatchObject({ code: 'rpc.cancelled' })
  expect(await next).toBe('echo')
})

test('closing cancels what runs and what waits', async () => {
  const thread = taskThread()
  const both = Promise.allSettled([thread.run('loop'), thread.run('echo')])
  await thread.close()
  expect((await both).map(result => result.status)).toEqual(['rejected', 'rejected'])
  await expect(thread.run('echo')).rejects.toMatchObject({ code: 'rpc.cancelled' })
})
