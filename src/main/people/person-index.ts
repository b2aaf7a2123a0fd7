import type { Database } from 'better-sqlite3'
import type { ConnectionId, IdentityId, PersonId, TeamId } from '../../shared/model/ids.ts'
import type { Identity, PersonSummary } from '../../shared/model/people.ts'
import { foldText } from './fold-text.ts'

/** An identity of a person, with where it is an account. */
export interface IndexedIdentity extends Omit<Identity, 'commits' | 'issues'> {
  /** The server of an account; empty for Git. */
  readonly scope: string
  /** The account's id on its server; for Git the e-mail. */
  readonly key: string
  commits: number
  issues: number
}

export interface IndexedPerson {
  readonly summary: PersonSummary
  readonly givenName: string | null
  /** The one whose name is shown first. */
  readonly members: readonly IndexedIdentity[]
  /** What a search looks in. */
  readonly searchable: string
}

/** Everybody, by id. */
export type PersonIndex = ReadonlyMap<PersonId, IndexedPerson>

interface Kept {
  readonly version: string
  readonly index: PersonIndex
}
const kept = new WeakMap<Database, Kept>()

/** Everybody that something stored refers to, put together anew only when the database has changed. */
export function personIndex(db: Database): PersonIndex {
  const version = `${db.pragma('data_version', { simple: true })} ${db.prepare('select total_changes()').pluck().get()}`
  const known = kept.get(db)
  if (known?.version === version) return known.index
  const index = loadIndex(db)
  kept.set(db, { version, index })
  return index
}

function loadIndex(db: Database): PersonIndex {
  const commits = counts(db, commitsByAuthor)
  const issues = counts(db, issuesByAssignee)
  const members = new Map<number, Map<number, IndexedIdentity>>()
  const add = (personId: number, identity: IndexedIdentity) => {
    const own = members.get(personId) ?? new Map<number, IndexedIdentity>()
    members.set(personId, own)
    const same = own.get(identity.id)
    if (same) same.issues += identity.issues
    else own.set(identity.id, identity)
  }
  for (const { rowId, personId, ...row } of db.prepare<[], GitRow>(gitIdentities).all()) {
    add(personId, {
      ...row,
      bot: row.bot === 1,
      email: row.email.includes('@') ? row.email : null,
      system: 'git',
      scope: '',
      connectionId: null,
      connectionName: null,
      commits: commits.get(rowId) ?? 0,
      issues: 0,
    })
  }
  for (const { rowId, personId, ...row } of db.prepare<[], AccountRow>(accounts).all()) {
    add(personId, { ...row, bot: row.bot === 1, commits: 0, issues: issues.get(rowId) ?? 0 })
  }
  const teams = teamsByPerson(db)
  const index = new Map<PersonId, IndexedPerson>()
  for (const root of db.prepare<[], PersonRow>(people).all()) {
    const own = members.get(root.id)
    if (own) index.set(root.id, personOf(root, [...own.values()], teams.get(root.id) ?? []))
  }
  return index
}

function personOf(root: PersonRow, unordered: IndexedIdentity[], teamIds: TeamId[]): IndexedPerson {
  const own: number = root.id
  const members = unordered.sort((a, b) => Number(b.id === own) - Number(a.id === own) || a.id - b.id)
  const name = root.givenName ?? members.find(member => member.name !== '')?.name ?? members[0]?.email ?? 'Nameless'
  return {
    givenName: root.givenName,
    members,
    searchable: foldText([name, ...members.flatMap(member => [member.name, member.email ?? ''])].join(' ')),
    summary: {
      id: root.id,
      name,
      email: members.find(member => member.email !== null)?.email ?? null,
      systems: [...new Set(members.map(member => member.system))],
      identities: members.length,
      commits: members.reduce((sum, member) => sum + member.commits, 0),
      issues: members.reduce((sum, member) => sum + member.issues, 0),
      bot: root.botByHand === null ? members.every(member => member.bot) : root.botByHand === 1,
      botByHand: root.botByHand !== null,
      active: root.active === 1,
      teamIds,
    },
  }
}

const counts = (db: Database, sql: string) => new Map(db.prepare<[], [number, number]>(sql).raw().all())

function teamsByPerson(db: Database): ReadonlyMap<number, TeamId[]> {
  const teams = new Map<number, TeamId[]>()
  for (const [personId, teamId] of db.prepare<[], [number, TeamId]>(teamMembers).raw().all()) {
    teams.set(personId, [...(teams.get(personId) ?? []), teamId])
  }
  return teams
}

interface PersonRow {
  readonly id: PersonId
  readonly givenName: string | null
  readonly botByHand: 0 | 1 | null
  readonly active: 0 | 1
}

interface GitRow {
  readonly rowId: number
  readonly id: IdentityId
  readonly personId: number
  readonly name: string
  readonly email: string
  readonly key: string
  readonly bot: 0 | 1
}

interface AccountRow extends Omit<GitRow, 'email'> {
  readonly email: string | null
  readonly system: string
  readonly scope: string
  readonly connectionId: ConnectionId
  readonly connectionName: string
}

const people = `
  select id, given_name as givenName, bot_by_hand as botByHand, active from identities where merged_into is null`

const gitIdentities = `select id as rowId, identity_id as id, person_id as personId, name, email, email as key, bot from people`

const accounts = `
  select a.id as rowId, a.identity_id as id, a.person_id as personId, a.name, a.email, a.bot, i.system, i.scope, i.key,
    c.id as connectionId, c.name as connectionName
  from accounts a
  join connections c on c.id = a.connection_id and c.removed_at is null
  join identities i on i.id = a.identity_id
  order by a.id`

const activeSources = `
  select s.id from data_sources s join connections c on c.id = s.connection_id
  where s.active = 1 and c.enabled = 1 and c.removed_at is null`

const commitsByAuthor = `
  select author_id, count(*) from commits
  where active = 1 and repository_id in (select id from repositories where data_source_id in (${activeSources}))
  group by author_id`

const issuesByAssignee = `
  select assignee_id, count(*) from issues
  where assignee_id is not null and exists (
    select 1 from issue_sources x where x.issue_id = issues.id and x.active = 1 and x.data_source_id in (${activeSources}))
  group by assignee_id`

const teamMembers = `
  select distinct coalesce(i.merged_into, i.id), t.team_id from team_people t join identities i on i.id = t.identity_id
  order by t.team_id`
