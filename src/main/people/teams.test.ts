import { expect, onTestFinished, test } from 'vitest'
import type { PersonId, RepositoryId, TeamId } from '../../shared/model/ids.ts'
import type { TeamDraft } from '../../shared/model/teams.ts'
import { deriveRepository } from '../metrics/derive-repository.ts'
import { queries } from '../metrics/queries.ts'
import { createTestHost } from '../metrics/testing/pulls.ts'
import { at, createTestWorkspace, filterOf, hour, silent } from '../metrics/testing/workspace.ts'
import { connectDatabase } from '../store/connect.ts'
import { kyselyOver } from '../store/dialect.ts'
import type { Database } from '../store/schema.ts'
import { mergePeople, splitPeople } from './person-changes.ts'
import { removeTeam, saveTeam } from './save-team.ts'
import { teamList } from './teams.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const page = { offset: 0, limit: 200 }

/**
 * Ann's (identity 1) and Carl's (3) commits in two repositories. In the first v1.0 (day 1) is first, v1.1 (day 3) ships Carl's of day 2
 * (24 h) and v1.2 (day 5) Ann's of day 4, 12 h (12 h).
 */
async function workspace() {
  const w = await createTestWorkspace()
  const db = kyselyOver<Database>(connectDatabase(w.path), silent)
  onTestFinished(() => db.destroy())
  w.run(`insert into people (id, email, name, named_at, bot) values (3, 'carl@x', 'Carl', 0, 0)`)
  const [one, two] = [w.repository('one'), w.repository('two')]
  const a = w.commit(one, { authoredAt: at(0), author: 1 })
  const b = w.commit(one, { authoredAt: at(2), parents: [a], author: 3 })
  const c = w.commit(one, { authoredAt: at(4, 12), parents: [b], author: 1 })
  w.commit(two, { authoredAt: at(1), author: 3 })
  for (const [name, commit, days] of [
    ['v1.0', a, 1],
    ['v1.1', b, 3],
    ['v1.2', c, 5],
  ] as const)
    w.tag(one, name, commit, at(days))
  w.branch(one, 'heads/main', c)
  await deriveRepository(w.db, one, match)
  const draft: TeamDraft = { id: null, name: 'Team', color: 'blue', personIds: [], projectIds: [], repositoryIds: [] }
  const save = (team: Partial<TeamDraft>) => saveTeam(db, { ...draft, ...team })
  const seen = (teamId: TeamId) => {
    const filter = filterOf({ teamId })
    const { deploymentFrequency: frequency, leadTime } = queries.dora(w.db, filter)
    const activity = queries.activity(w.db, filter)
    const lists = [queries.commits, queries.deployments].map(query => query(w.db, { filter, page }).rows.length)
    const changes = queries.changes(w.db, { filter, deploymentId: null, page }).rows.length
    expect([...lists, changes]).toEqual([activity.commits, frequency.deployments, leadTime.changes + leadTime.negative])
    return {
      commits: activity.commits,
      deployments: frequency.deployments,
      medianMs: leadTime.medianMs,
      unattributed: leadTime.unattributed,
      noData: [activity.noData, frequency.noData, leadTime.noData],
    }
  }
  return { ...w, store: db, one, two, save, seen }
}
const people = (...ids: number[]) => ids as PersonId[]
const repositories = (...ids: number[]) => ids as RepositoryId[]

test('a team with repositories is about these, whoever worked in them', async () => {
  const w = await workspace()
  const { id } = await w.save({ repositoryIds: repositories(w.one), personIds: people(3) })
  expect(w.seen(id)).toEqual({
    commits: 3,
    deployments: 3,
    medianMs: 18 * hour,
    unattributed: 1,
    noData: [null, null, null],
  })
})

test('a team of people alone is about their commits and the deployments that shipped them', async () => {
  const w = await workspace()
  const { id } = await w.save({ personIds: people(3) })
  expect(w.seen(id)).toEqual({
    commits: 2,
    deployments: 1,
    medianMs: 24 * hour,
    unattributed: 0,
    noData: [null, null, null],
  })
})

test('a team without both has no code, and says so', async () => {
  const w = await workspace()
  const { id } = await w.save({})
  const reason = 'team_without_code'
  expect(w.seen(id)).toMatchObject({ commits: 0, deployments: 0, medianMs: null, noData: [reason, reason, reason] })
})

test('a team of people none of whose commits shipped says that', async () => {
  const w = await workspace()
  w.run(`insert into people (id, email, name, named_at, bot) values (4, 'dee@x', 'Dee', 0, 0)`)
  w.commit(w.two, { authoredAt: at(1), author: 4 })
  const { id } = await w.save({ personIds: people(4) })
  const reason = 'team_shipped_nothing'
  expect(w.seen(id)).toMatchObject({ commits: 1, deployments: 0, noData: [null, reason, reason] })
})

/** As `workspace`, with one pull request merged as Carl's commit; Git knows its commits as Ann's (person 1). */
async function hosted() {
  const w = await workspace()
  const host = createTestHost(w.db)
  host.host(w.one)
  const opener = host.account('carl-gh')
  const merge = w.db.prepare<[], Buffer>(`select sha from commits where author_id = 3 and repository_id = ${w.one}`)
  const pull = host.pull(w.one, {
    author: opener,
    createdAt: at(1, 12),
    mergedAt: at(2),
    commits: [at(1)],
    mergeCommit: merge.pluck().get()?.toString('hex') ?? '',
  })
  await deriveRepository(w.db, w.one, match)
  const identityOf = (account: number) =>
    w.db.prepare<[number], number>('select identity_id from accounts where id = ?').pluck().get(account) ?? 0
  return { ...w, host, pull, opener, identityOf }
}

test('a team known by accounts of the code host alone is about their pull requests', async () => {
  const w = await hosted()
  const { id } = await w.save({ personIds: people(w.identityOf(w.opener)) })
  // v1.1 ships it on day 3: two days after its first commit. Git knows nobody of the team.
  expect(w.seen(id)).toEqual({
    commits: 0,
    deployments: 1,
    medianMs: 48 * hour,
    unattributed: 0,
    noData: ['team_without_commits', null, null],
  })
  const committer = w.host.account('dee-gh')
  const { id: other } = await w.save({ name: 'Other', personIds: people(w.identityOf(committer)) })
  expect(w.seen(other)).toMatchObject({
    deployments: 0,
    noData: ['team_without_commits', 'team_shipped_nothing', 'team_shipped_nothing'],
  })
  w.run('update pull_request_commits set account_id = ? where pull_request_id = ?', committer, w.pull)
  expect(w.seen(other)).toMatchObject({ deployments: 1, medianMs: 48 * hour })
})

test('pull requests of an account whose person is inactive do not count', async () => {
  const w = await hosted()
  const identity = w.identityOf(w.opener)
  const { id } = await w.save({ personIds: people(identity) })
  w.run('update identities set active = 0 where id = ?', identity)
  expect(w.seen(id)).toMatchObject({ deployments: 0, medianMs: null })
})

test('whoever a member is merged into is in the team, and out again when split', async () => {
  const w = await workspace()
  const { id } = await w.save({ personIds: people(3) })
  const groups = await mergePeople(w.store, [{ into: 1 as PersonId, other: 3 as PersonId }])
  expect(teamList(w.db)[0]?.personIds).toEqual([1])
  expect(w.seen(id).commits).toBe(4)
  await splitPeople(w.store, groups)
  expect(teamList(w.db)[0]?.personIds).toEqual([3])
  expect(w.seen(id).commits).toBe(2)
})

test('a team is changed as a whole, keeps its own name, and goes with its members alone', async () => {
  const w = await workspace()
  const first = await w.save({ name: 'Alpha', personIds: people(1, 3, 1), repositoryIds: repositories(w.two) })
  await expect(w.save({ name: ' alpha ' })).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'name' }],
  })
  await w.save({ ...first, name: 'Alpha', color: 'red', personIds: people(3), repositoryIds: [] })
  expect(teamList(w.db)).toEqual([
    { id: first.id, name: 'Alpha', color: 'red', personIds: [3], projectIds: [], repositoryIds: [] },
  ])
  await removeTeam(w.store, first.id)
  expect(teamList(w.db)).toEqual([])
  expect(w.db.prepare('select count(*) from identities').pluck().get()).toBe(3)
  await expect(removeTeam(w.store, first.id)).rejects.toMatchObject({ code: 'rpc.not_found' })
})
