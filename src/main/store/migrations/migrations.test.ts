import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from '../connect.ts'
import { migrate } from '../migrate.ts'
import { keepingLogger, temporaryFolder } from '../test-support.ts'
import { migrations } from './index.ts'

/** A database as it was before the migration of this name. */
async function databaseBefore(name: string) {
  const db = connectDatabase(`${temporaryFolder()}/weir.db`)
  onTestFinished(() => void db.close())
  const { logger } = keepingLogger()
  const earlier = Object.fromEntries(Object.entries(migrations).filter(([known]) => known < name))
  await migrate(db, earlier, logger)
  return { db, finish: () => migrate(db, migrations, logger) }
}

test('0020 keeps jobs and runs and begins with nothing held, retried or noticed', async () => {
  const { db, finish } = await databaseBefore('0020-cycles')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into jobs (connection_id, state, queue_order, queue_trigger, updated_at) values (1, 'PAUSED', 3, 'manual', 4);
    insert into runs (job_id, trigger, outcome, started_at) values (1, 'manual', 'paused', 5)`)
  await finish()
  expect(db.prepare('select name, schedule, credentials_expire_at from connections').all()).toEqual([
    { name: 'Kept', schedule: null, credentials_expire_at: null },
  ])
  expect(db.prepare('select state, queue_order, retries, retry_at, scheduled_at from jobs').all()).toEqual([
    { state: 'PAUSED', queue_order: 3, retries: 0, retry_at: null, scheduled_at: null },
  ])
  expect(db.prepare('select outcome from runs').pluck().all()).toEqual(['paused'])
  expect(db.prepare('select * from orchestrator').all()).toEqual([{ id: 1, held: 0, last_cycle_at: null }])
  expect(db.prepare('select * from upkeep').all()).toEqual([
    { id: 1, integrity_checked_at: null, integrity_finding: null },
  ])
})

test('0030 keeps connections and begins without issues', async () => {
  const { db, finish } = await databaseBefore('0030-jira')
  db.exec(
    `insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2)`,
  )
  await finish()
  expect(db.prepare('select name from connections').pluck().all()).toEqual(['Kept'])
  for (const table of ['issues', 'issue_changes', 'statuses', 'boards']) {
    expect(db.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0)
  }
  expect(() =>
    db.exec(`insert into statuses (connection_id, external_id, name, category, active) values (1, '1', 'A', 'odd', 1)`),
  ).toThrow(/CHECK/)
})

test('0040 keeps issues, to be derived; a data source that names an issue or no longer does makes it stale again', async () => {
  const { db, finish } = await databaseBefore('0040-flow')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('jira', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description, active)
      values (1, 'A', 'A', 'project', '', 1), (1, 'B', 'B', 'project', '', 1);
    insert into issues (connection_id, external_id, key, project_id, issue_type_id, status_id, summary, created_at, updated_at, flagged, content_hash)
      values (1, '7', 'A-1', 1, 1, 1, 'Kept', 3, 4, 0, x'00');
    insert into issue_sources (data_source_id, issue_id, active) values (1, 1, 1)`)
  await finish()
  expect(db.prepare('select key, revision, derived_revision from issues').all()).toEqual([
    { key: 'A-1', revision: 1, derived_revision: 0 },
  ])
  const staleAfter = (change: string) => {
    db.exec('update issues set derived_revision = revision')
    db.exec(change)
    return db.prepare('select count(*) from issues where derived_revision <> revision').pluck().get() === 1
  }
  expect(staleAfter('update issue_sources set active = 1')).toBe(false)
  expect(staleAfter('update issue_sources set active = 0')).toBe(true)
  expect(staleAfter('insert into issue_sources (data_source_id, issue_id, active) values (2, 1, 1)')).toBe(true)
  expect(staleAfter('delete from issue_sources where data_source_id = 1')).toBe(true)
})

test('0050 makes a person of every Git identity and of every account, once per server', async () => {
  const { db, finish } = await databaseBefore('0050-teams')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values
      ('jira', 'One', '{"url":"https://Jira.example.org/"}', 1, 2), ('jira', 'Two', '{"url":"https://jira.example.org"}', 1, 2);
    insert into people (email, name, named_at, active) values ('a@x', 'Ann', 1, 1), ('b@x', 'Bob', 1, 0);
    insert into accounts (connection_id, external_id, name, bot) values (1, 'u1', 'Ann', 0), (2, 'u1', 'Ann', 0), (2, 'u2', 'Cid', 0)`)
  await finish()
  expect(db.prepare('select system, scope, key, active from identities order by id').raw().all()).toEqual([
    ['git', '', 'a@x', 1],
    ['git', '', 'b@x', 0],
    ['jira', 'https://jira.example.org', 'u1', 1],
    ['jira', 'https://jira.example.org', 'u2', 1],
  ])
  expect(db.prepare('select identity_id, person_id from people').raw().all()).toEqual([
    [1, 1],
    [2, 2],
  ])
  expect(db.prepare('select identity_id, person_id from accounts').raw().all()).toEqual([
    [3, 3],
    [3, 3],
    [4, 4],
  ])
  db.exec(
    `update identities set merged_into = 1 where id = 3; insert into people (email, name, named_at) values ('c@x', 'C', 1)`,
  )
  expect(db.prepare('select person_id from accounts').pluck().all()).toEqual([1, 1, 4])
  expect(db.prepare(`select identity_id, person_id from people where email = 'c@x'`).raw().get()).toEqual([5, 5])
})

test('0060 keeps repositories, of unknown origin, and begins without pull requests', async () => {
  const { db, finish } = await databaseBefore('0060-github')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description) values (1, '/r', 'r', 'repository', '');
    insert into repositories (data_source_id, path, default_branch, object_format, shallow) values (1, '/r', null, 'sha1', 0)`)
  await finish()
  expect(db.prepare('select path, origin from repositories').all()).toEqual([{ path: '/r', origin: null }])
  for (const table of ['pull_requests', 'hosted_deployments', 'workflow_runs', 'names']) {
    expect(db.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0)
  }
  const pull = (state: string) =>
    db.exec(`insert into pull_requests (data_source_id, external_id, number, title, state, draft, created_at, updated_at, base_branch_id,
      head_branch_id, content_hash, active) values (1, '${state}', 1, '', '${state}', 0, 0, 0, 1, 1, x'00', 1)`)
  pull('merged')
  expect(() => pull('odd')).toThrow(/CHECK/)
  db.exec('delete from data_sources')
  expect(db.prepare('select count(*) from pull_requests').pluck().get()).toBe(0)
})

test('0070 makes deployments anew, and keeps the rules they are made by', async () => {
  const { db, finish } = await databaseBefore('0070-dora')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description) values (1, 'r', 'r', 'repository', '');
    insert into repositories (data_source_id, path, object_format, shallow, changed_seq, derived_seq) values (1, '/r', 'sha1', 0, 3, 3);
    insert into people (email, name, named_at) values ('a@x', 'A', 0);
    insert into commits (repository_id, sha, author_id, committer_id, authored_at, author_offset_minutes, committed_at,
      committer_offset_minutes, subject, parents) values (1, x'01', 1, 1, 0, 0, 0, 0, 'A', 0);
    insert into deployments (repository_id, name, commit_id, finished_at, first) values (1, 'v1', 1, 5, 1);
    insert into deployment_rules (repository_id, rule, updated_at) values (1, '{"source":"commits","branch":null}', 6)`)
  await finish()
  expect(db.prepare('select count(*) from deployments').pluck().get()).toBe(0)
  expect(db.prepare('select changed_seq <> derived_seq from repositories').pluck().get()).toBe(1)
  expect(db.prepare('select updated_at from deployment_rules').pluck().all()).toEqual([6])
  expect(() =>
    db.exec(
      `insert into deployments (repository_id, key, name, finished_at, result, first) values (1, 'c1', 'v', 5, 'odd', 0)`,
    ),
  ).toThrow(/CHECK/)
})

test('0075 keeps what pull requests shipped with, and reads their stages from the index alone', async () => {
  const { db, finish } = await databaseBefore('0075-dora-stages')
  await finish()
  const plan = db
    .prepare<[], { detail: string }>(
      'explain query plan select coding_ms, by_time from pull_request_changes where deployment_id = 1',
    )
    .all()
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('COVERING INDEX')])
})

test('0080 keeps pull requests, all of them to be taken in', async () => {
  const { db, finish } = await databaseBefore('0080-pull-requests')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('github', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description) values (1, '1', 'shop', 'repository', '');
    insert into pull_requests (data_source_id, external_id, number, title, state, draft, created_at, updated_at, base_branch_id,
      head_branch_id, content_hash, active) values (1, 'p', 7, 'Kept', 'open', 0, 3, 4, 1, 1, x'00', 1)`)
  await finish()
  expect(db.prepare('select number, title, derived_revision from pull_requests').all()).toEqual([
    { number: 7, title: 'Kept', derived_revision: 0 },
  ])
  expect(db.prepare('select id from pull_requests where derived_revision <> revision').pluck().all()).toEqual([1])
  expect(db.prepare('select count(*) from pull_request_chunks').pluck().get()).toBe(0)
})

test('0090 a code host’s source switched off or on has the repository and its clones worked out again', async () => {
  const { db, finish } = await databaseBefore('0090-hosted-sources')
  db.exec(`
    insert into connections (id, connector_id, name, settings, created_at, updated_at) values (1, 'git', 'Clones', '{}', 1, 2), (2, 'github', 'Host', '{}', 1, 2);
    insert into data_sources (id, connection_id, external_id, name, kind, description) values
      (1, 1, 'shop', 'shop', 'repository', ''), (2, 2, 'shop', 'acme/shop', 'repository', ''), (3, 1, 'other', 'other', 'repository', '');
    insert into repositories (data_source_id, path, object_format, shallow, origin) values
      (1, '/shop', 'sha1', 0, 'host/acme/shop'), (3, '/other', 'sha1', 0, null);
    insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, private, archived, fork, created_at, content_hash, active)
      values (2, '1', 'acme', 'shop', 'host/acme/shop', 'https://host/acme/shop', 0, 0, 0, 0, x'00', 1)`)
  await finish()
  const touched = (change: string) => {
    db.exec('update repositories set derived_seq = changed_seq')
    db.exec(change)
    return db.prepare('select path from repositories where derived_seq <> changed_seq').pluck().all()
  }
  expect(touched('update data_sources set active = 0 where id = 2')).toEqual(['/shop'])
  expect(touched('update data_sources set active = 0 where id = 2')).toEqual([])
  expect(touched('update connections set enabled = 0 where id = 2')).toEqual(['/shop'])
  expect(touched('update connections set removed_at = 1 where id = 2')).toEqual(['/shop'])
  expect(touched('update connections set enabled = 0 where id = 1')).toEqual([])
})

test('0100 keeps repositories, which have no services; a name is taken once in a repository, however it is written', async () => {
  const { db, finish } = await databaseBefore('0100-services')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description, active) values (1, 'A', 'A', 'r', '', 1);
    insert into repositories (data_source_id, path, default_branch, object_format, shallow, changed_seq)
      values (1, '/a', 'main', 'sha1', 0, 7)`)
  await finish()
  expect(db.prepare('select path, changed_seq from repositories').all()).toEqual([{ path: '/a', changed_seq: 7 }])
  const add = (name: string) =>
    db.prepare(`insert into services (repository_id, name, paths, updated_at) values (1, ?, '["a"]', 3)`).run(name)
  add('api')
  expect(() => add('API')).toThrow(/UNIQUE/)
  db.exec('delete from services')
  add('api')
  expect(db.prepare('select id from services').pluck().all()).toEqual([2])
})

test('0120 reads the commits of GitHub’s repositories through the API where no clone was wanted', async () => {
  const { db, finish } = await databaseBefore('0120-history')
  db.exec(`
    insert into connections (id, connector_id, name, settings, created_at, updated_at) values
      (1, 'git', 'Git', '{"clone":true}', 1, 2), (2, 'github', 'Clone', '{"url":"x","clone":true}', 1, 2),
      (3, 'github', 'None', '{"url":"x","clone":false}', 1, 2), (4, 'github', 'Unsaid', '{"url":"x"}', 1, 2);
    insert into data_sources (id, connection_id, external_id, name, kind, description) values
      (1, 1, 'shop', 'shop', 'repository', ''), (2, 3, '500', 'acme/shop', 'repository', '');
    insert into repositories (data_source_id, path, object_format, shallow) values (1, '/shop', 'sha1', 0), (2, 'https://x', 'sha1', 0);
    insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, private, archived, fork, created_at, content_hash, active)
      values (2, '500', 'acme', 'shop', 'host/acme/shop', 'https://host/acme/shop', 0, 0, 0, 0, x'00', 1)`)
  await finish()
  expect(db.prepare('select settings from connections order by id').pluck().all()).toEqual([
    '{"clone":true}',
    '{"url":"x","history":"clone"}',
    '{"url":"x","history":"api"}',
    '{"url":"x","history":"api"}',
  ])
  expect(db.prepare('select path, history, history_problem from repositories').all()).toEqual([
    { path: '/shop', history: 'clone', history_problem: null },
    { path: 'https://x', history: 'none', history_problem: null },
  ])
})

test('0110 keeps commits and pull requests, whose texts are to be read for keys', async () => {
  const { db, finish } = await databaseBefore('0110-issue-keys')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('github', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description) values (1, '1', 'shop', 'repository', '');
    insert into projects (connection_id, external_id, name, key, active) values (1, '1', 'Shop', 'SHOP', 1);
    insert into pull_requests (data_source_id, external_id, number, title, state, draft, created_at, updated_at, base_branch_id,
      head_branch_id, content_hash, active) values (1, 'p', 7, 'Kept', 'open', 0, 3, 4, 1, 1, x'00', 1)`)
  await finish()
  expect(db.prepare('select title from pull_requests where named_revision <> revision').pluck().all()).toEqual(['Kept'])
  db.exec(`insert into issue_key_rules (project_id, rule, updated_at) values (1, '{}', 3); delete from projects`)
  expect(db.prepare('select count(*) from issue_key_rules').pluck().get()).toBe(0)
})

test('0130 keeps repositories; what changes their past is told from what is added, changed rows of a code host are noted', async () => {
  const { db, finish } = await databaseBefore('0130-increments')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description, active) values (1, 'A', 'A', 'r', '', 1);
    insert into repositories (data_source_id, path, default_branch, object_format, shallow, changed_seq) values (1, '/a', 'main', 'sha1', 0, 7);
    insert into commits (id, repository_id, sha, author_id, committer_id, authored_at, author_offset_minutes, committed_at, committer_offset_minutes, subject, parents)
      values (1, 1, x'01', 1, 1, 0, 0, 0, 0, 'a', 0);
    insert into releases (data_source_id, external_id, tag, name, prerelease, created_at, content_hash, active) values (1, 'r', 'v1', 'v1', 0, 0, x'00', 1)`)
  await finish()
  const sequences = () => db.prepare('select changed_seq, appended_seq from repositories').all()
  const noted = () => db.prepare('select id, table_name, row_id from hosted_changes').all()
  db.exec(`update commits set additions = 3, active = 1`)
  expect(sequences()).toEqual([{ changed_seq: 7, appended_seq: 0 }])
  db.exec(`update commits set active = 0`)
  expect(sequences()).toEqual([{ changed_seq: 8, appended_seq: 0 }])
  expect(noted()).toEqual([])
  db.exec(`update releases set content_hash = x'01'; update releases set content_hash = x'02'`)
  expect(noted()).toEqual([{ id: 2, table_name: 'releases', row_id: 1 }])
})

test('0135 tells a repository when a pull request was merged as another commit than was known', async () => {
  const { db, finish } = await databaseBefore('0135-merge-commits')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('github', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description, active) values (1, 'A', 'A', 'r', '', 1);
    insert into repositories (data_source_id, path, default_branch, object_format, shallow, changed_seq) values (1, '/a', 'main', 'sha1', 0, 7);
    insert into names (id, name) values (1, 'main');
    insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, private, archived, fork, created_at, content_hash, active)
      values (1, '1', 'acme', 'shop', 'host/acme/shop', 'https://host/acme/shop', 0, 0, 0, 0, x'00', 1);
    insert into pull_requests (data_source_id, external_id, number, title, state, draft, created_at, updated_at, base_branch_id, head_branch_id,
      content_hash, active) values (1, 'p', 1, 'Pull', 'open', 0, 0, 0, 1, 1, x'00', 1)`)
  await finish()
  const sequence = () => db.prepare('select changed_seq from repositories').pluck().get()
  db.exec(
    `update pull_requests set merge_commit_sha = x'01'; update pull_requests set merge_commit_sha = x'01', title = 'P'`,
  )
  expect(sequence()).toBe(7)
  db.exec(`update pull_requests set merge_commit_sha = x'02'`)
  expect(sequence()).toBe(8)
})

test('0140 keeps connections, whose choices nobody knows before they are verified again', async () => {
  const { db, finish } = await databaseBefore('0140-latest-choices')
  db.exec(
    `insert into connections (connector_id, name, settings, created_at, updated_at) values ('jira', 'Kept', '{"teamField":"Squad"}', 1, 2)`,
  )
  await finish()
  expect(db.prepare('select name, settings, latest_choices from connections').all()).toEqual([
    { name: 'Kept', settings: '{"teamField":"Squad"}', latest_choices: '{}' },
  ])
})

test('0150 keeps pull requests; whose services they are is worked out where there are services', async () => {
  const { db, finish } = await databaseBefore('0150-pull-request-services')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description) values (1, 'A', 'A', 'r', ''), (1, 'B', 'B', 'r', '');
    insert into repositories (data_source_id, path, default_branch, object_format, shallow, changed_seq, appended_seq)
      values (1, '/a', 'main', 'sha1', 0, 7, 2), (2, '/b', 'main', 'sha1', 0, 7, 2);
    insert into services (repository_id, name, paths, updated_at) values (2, 'api', '["api"]', 0);
    insert into pull_requests (data_source_id, external_id, number, title, state, draft, created_at, updated_at, base_branch_id,
      head_branch_id, content_hash, active) values (2, 'p', 7, 'Kept', 'open', 0, 3, 4, 1, 1, x'00', 1)`)
  await finish()
  expect(db.prepare('select changed_seq, appended_seq from repositories').all()).toEqual([
    { changed_seq: 7, appended_seq: 2 },
    { changed_seq: 8, appended_seq: 2 },
  ])
  db.exec(`insert into pull_request_services values (1, 2, 1); delete from pull_requests`)
  expect(db.prepare('select count(*) from pull_request_services').pluck().get()).toBe(0)
})

test('0160 keeps services; repositories are derived as a whole once more', async () => {
  const { db, finish } = await databaseBefore('0160-services-step-by-step')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into data_sources (connection_id, external_id, name, kind, description, active) values (1, 'A', 'A', 'r', '', 1);
    insert into repositories (data_source_id, path, default_branch, object_format, shallow) values (1, '/a', 'main', 'sha1', 0);
    insert into services (repository_id, name, paths, listed_for, updated_at) values (1, 'api', '["a"]', '["a"]', 3);
    insert into service_commits (service_id, commit_id) values (1, 7);
    insert into derivations (repository_id, made_from) values (1, '{}')`)
  await finish()
  expect(db.prepare('select name, listed_for from services').all()).toEqual([{ name: 'api', listed_for: '["a"]' }])
  expect(db.prepare('select count(*) from derivations').pluck().get()).toBe(0)
  db.exec(
    `insert into shipped_commits (repository_id, service_id, packed) values (1, 1, x'00'); delete from repositories`,
  )
  expect(db.prepare('select count(*) from shipped_commits').pluck().get()).toBe(0)
})

test('0170 has the issues of a connection worked out again when another field flags them, and only then', async () => {
  const { db, finish } = await databaseBefore('0170-flagged-field')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('jira', 'One', '{"flaggedField":""}', 1, 2),
      ('jira', 'Other', '{}', 1, 2);
    insert into projects (connection_id, external_id, name, key, active) values (1, '1', 'App', 'APP', 1);
    insert into issue_types (connection_id, external_id, name, level, active) values (1, '1', 'Task', 0, 1);
    insert into statuses (connection_id, external_id, name, category, active) values (1, '1', 'Open', 'todo', 1);
    insert into issues (connection_id, external_id, key, project_id, issue_type_id, status_id, summary, created_at, updated_at, flagged, content_hash)
      values (1, '1', 'APP-1', 1, 1, 1, 'Kept', 0, 0, 0, x'00'), (2, '2', 'APP-2', 1, 1, 1, 'Of another', 0, 0, 0, x'00');
    update issues set derived_revision = revision`)
  await finish()
  const stale = () => db.prepare('select summary from issues where derived_revision <> revision').pluck().all()
  db.exec(`update connections set settings = '{"flaggedField":"","teamField":"Squad"}' where id = 1`)
  expect(stale()).toEqual([])
  db.exec(`update connections set settings = '{"flaggedField":"Impediment","teamField":"Squad"}' where id = 1`)
  expect(stale()).toEqual(['Kept'])
})
