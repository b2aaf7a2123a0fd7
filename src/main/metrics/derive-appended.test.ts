import BetterSqlite3, { type Database } from 'better-sqlite3'
import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../store/migrate.ts'
import { migrations } from '../store/migrations/index.ts'
import { deriveAppended } from './derive-appended.ts'
import { deriveRepository, staleRepositories } from './derive-repository.ts'
import { forgetMadeFroms } from './made-from.ts'
import { growingRepository, type Measured } from './testing/growing-repository.ts'
import { eventKinds, type GrowthEvent } from './testing/growth-events.ts'
import { silent } from './testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))

async function emptyDatabase(): Promise<Buffer> {
  const db = new BetterSqlite3(':memory:')
  await migrate(db, migrations, silent)
  const empty = db.serialize()
  db.close()
  return empty
}

/** Everything that is derived from a repository, rows told by what they stand for and not by their ids. */
function derived(db: Database): Record<string, unknown[]> {
  const key = (id: string) => `(select key || ' of ' || service_id from deployments where id = ${id}) as ${id}`
  return Object.fromEntries(
    Object.entries({
      deployments: `select service_id, key, name, environment, commit_id, finished_at, result, broke_at, first, changes, failed, restored_at, unplanned
        from deployments order by 1, 2`,
      deployment_changes: `select service_id, commit_id, ${key('deployment_id')}, lead_time_ms from deployment_changes order by 1, 2`,
      pull_request_changes: `select service_id, pull_request_id, ${key('deployment_id')}, lead_time_ms, coding_ms, pickup_ms, review_ms, deploy_ms,
        contradictory, by_time from pull_request_changes order by 1, 2`,
      pull_request_services: 'select * from pull_request_services order by 1, 2, 3',
      incidents: `select service_id, key, source, title, began_at, ended_at, issue_id, commit_id, ${key('deployment_id')}, by_hand,
        ${key('fix_deployment_id')} from incidents order by 1, 2`,
      commit_marks: 'select * from commit_marks order by commit_id',
      commit_issues: 'select * from commit_issues order by 1, 2',
      pull_request_issues: 'select * from pull_request_issues order by 1, 2',
      unit: 'select unit from delivery_states',
      rule: 'select derived_rule, changed_seq = derived_seq as fresh from repositories where id = 1',
    }).map(([table, sql]) => [table, db.prepare(sql).all()]),
  )
}

/** What deriving everything from nothing makes of the same database. */
async function fromScratch(db: Database): Promise<Record<string, unknown[]>> {
  const copy = new BetterSqlite3(db.serialize())
  for (const table of [
    'derivations',
    'incidents',
    'pull_request_services',
    'pull_request_changes',
    'deployment_changes',
    'deployments',
  ]) {
    copy.exec(`delete from ${table}`)
  }
  copy.exec(
    'delete from commit_marks; delete from commit_issues; delete from pull_request_issues; delete from delivery_states',
  )
  copy.exec('update repositories set derived_seq = changed_seq - 1, derived_rule = null')
  await deriveRepository(copy, 1, match)
  const rows = derived(copy)
  copy.close()
  return rows
}

/** A repository that has deployed by whatever rule, so that there is something to add to. */
const beginning = [
  'commit',
  'deploy',
  'tag',
  'release',
  'run',
  'commit',
  'side',
  'merge',
  'deploy',
  'tag',
  'release',
  'run',
] as const
const event = record({ kind: constantFrom(...eventKinds), pick: nat(1_000), how: nat(1_000) })
const syncs = array(event, { minLength: 1, maxLength: 3 })

test.each(['whole', 'services', 'by time'] as const)(
  'whatever happens to a repository (%s), what is derived step by step is what is derived from scratch',
  async measured => {
    const empty = await emptyDatabase()
    const steps = { alone: 0, whole: 0 }
    await assert(
      asyncProperty(nat(6), array(syncs, { maxLength: 25 }), async (rule, syncs) => {
        const { db, happen } = growingRepository(empty, measured)
        try {
          happen({ kind: 'rule', pick: rule, how: 0 })
          for (let round = 0; round < 2; round++) {
            for (const kind of beginning) happen({ kind, pick: 0, how: 22 })
            await deriveRepository(db, 1, match)
          }
          for (const events of syncs) {
            for (const each of events) happen(each)
            if (await deriveAppended(db, 1, match)) steps.alone++
            else {
              steps.whole++
              await deriveRepository(db, 1, match)
            }
            expect(derived(db)).toEqual(await fromScratch(db))
          }
        } finally {
          db.close()
        }
      }),
      { numRuns: 20 },
    )
    expect(steps.alone).toBeGreaterThan(steps.whole)
  },
  240_000,
)

/** A repository with the rule of this number in which all of `beginning` happened twice, derived. */
async function begun(rule: number, measured: Measured = 'whole') {
  const repository = growingRepository(await emptyDatabase(), measured)
  const happen = (kind: GrowthEvent['kind'], how = 22, pick = 0) => repository.happen({ kind, pick, how })
  happen('rule', 0, rule)
  for (let round = 0; round < 2; round++) {
    for (const kind of beginning) happen(kind)
    await deriveRepository(repository.db, 1, match)
  }
  onTestFinished(() => void repository.db.close())
  return { db: repository.db, happen }
}

const [byDeployments, byTags, byMerges, byCommits, byRuns] = [1, 3, 4, 5, 6]

test.each([
  { what: 'a deployment', rule: byDeployments, events: ['commit', 'deploy'] },
  { what: 'a tag', rule: byTags, events: ['commit', 'tag'] },
  { what: 'a merge', rule: byMerges, events: ['side', 'commit', 'merge'] },
  { what: 'a commit', rule: byCommits, events: ['commit'] },
  { what: 'a run', rule: byRuns, events: ['commit', 'run'] },
  { what: 'a pull request', rule: byDeployments, events: ['pull'] },
  { what: 'a deployment that another has replaced', rule: byDeployments, events: ['commit', 'deploy', 'tell'] },
  { what: 'nothing', rule: byDeployments, events: [] },
] as const)('$what that comes last is derived alone', async ({ rule, events }) => {
  const { db, happen } = await begun(rule)
  for (const [i, kind] of events.entries()) happen(kind, kind === 'tell' ? 3 : 22, kind === 'tell' ? i - 1 : 0)
  expect(await deriveAppended(db, 1, match)).not.toBeNull()
  expect(derived(db)).toEqual(await fromScratch(db))
})

test.each([
  { what: 'a deployment', measured: 'services', events: ['commit', 'deploy'] },
  { what: 'a tag', measured: 'services', events: ['commit', 'tag'] },
  {
    what: 'a deployment in the middle of a rebased pull request',
    measured: 'services',
    events: ['rebase', 'redeploy'],
  },
  { what: 'a deployment', measured: 'by time', events: ['pull', 'deploy'] },
  { what: 'a pull request', measured: 'by time', events: ['pull'] },
] as const)('$what that comes last is derived alone in a repository measured in or by $measured', async given => {
  const { db, happen } = await begun(byDeployments, given.measured)
  for (const kind of given.events) {
    happen(kind, kind === 'rebase' ? 8 : 25, kind === 'redeploy' ? 1 : 0)
    expect(await deriveAppended(db, 1, match)).not.toBeNull()
    expect(derived(db)).toEqual(await fromScratch(db))
  }
})

test('by time, with another default branch all is derived again', async () => {
  const { db, happen } = await begun(byDeployments, 'by time')
  happen('pull')
  happen('deploy')
  await deriveRepository(db, 1, match)
  expect(db.prepare('select by_time from pull_request_changes').pluck().all()).toEqual([1])
  happen('rename', 0, 1)
  expect(await deriveAppended(db, 1, match)).toBeNull()
  await deriveRepository(db, 1, match)
  expect(derived(db)).toEqual(await fromScratch(db))
  expect(db.prepare('select count(*) from pull_request_changes').pluck().get()).toBe(0)
})

test('when a commit turns out to touch a service that has deployed it, all is derived again', async () => {
  const { db, happen } = await begun(byDeployments, 'services')
  happen('commit', 4 * 8 + 4)
  happen('deploy')
  expect(await deriveAppended(db, 1, match)).not.toBeNull()
  happen('list')
  expect(db.prepare('select count(*) from service_changes').pluck().get()).toBeGreaterThan(0)
  expect(await deriveAppended(db, 1, match)).toBeNull()
  await deriveRepository(db, 1, match)
  expect(db.prepare('select count(*) from service_changes').pluck().get()).toBe(0)
  expect(derived(db)).toEqual(await fromScratch(db))
})

test.each([
  { what: 'a deployment that comes late', event: ['late', 2], rule: byDeployments },
  { what: 'another rule', event: ['rule', 0], rule: byDeployments },
  { what: 'a commit that is gone', event: ['forcePush', 0], rule: byDeployments },
  { what: 'a bot found out', event: ['bot', 0], rule: byDeployments },
  { what: 'a tag that is gone', event: ['remove', 2], rule: byTags },
] as const)('with $what, all is derived again', async ({ event: [kind, how], rule }) => {
  const { db, happen } = await begun(rule)
  happen('pull')
  await deriveRepository(db, 1, match)
  happen(kind, how, 2)
  expect(await deriveAppended(db, 1, match)).toBeNull()
  await deriveRepository(db, 1, match)
  expect(derived(db)).toEqual(await fromScratch(db))
})

const writes = ['deployments', 'deployment_changes', 'pull_request_changes', 'incidents', 'derivations', 'repositories']

test.each(writes.flatMap(table => [{ table, kind: 'deploy' } as const, { table, kind: 'late' } as const]))(
  'ended at $table after "$kind", a derivation is taken up by the next',
  async ({ table, kind }) => {
    const { db, happen } = await begun(byDeployments)
    happen('commit')
    happen('pull')
    happen('deploy', 3)
    happen('commit', 1)
    happen(kind, kind === 'late' ? 2 : 22)
    happen('commit')
    happen('redeploy')
    const stop = (event: string) =>
      `create trigger stop_${event} before ${event} on ${table} begin select raise(abort, 'ended'); end`
    db.exec(`${stop('insert')}; ${stop('update')}`)
    await expect(deriveRepository(db, 1, match)).rejects.toThrow('ended')
    db.exec('drop trigger stop_insert; drop trigger stop_update')
    expect(staleRepositories(db)).toEqual([1])
    await deriveRepository(db, 1, match)
    expect(staleRepositories(db)).toEqual([])
    expect(derived(db)).toEqual(await fromScratch(db))
  },
)

test('after rows were deleted, whose ids come again, all is derived again', async () => {
  const { db } = await begun(byDeployments)
  forgetMadeFroms(db)
  expect(await deriveAppended(db, 1, match)).toBeNull()
})
