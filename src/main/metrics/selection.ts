import type { Database } from 'better-sqlite3'
import type { RepositoryId, ServiceId, TeamId } from '../../shared/model/ids.ts'
import type { NoData } from '../../shared/model/metrics.ts'

/** What a query is about: the active repositories among those asked for, which services of them, and whose commits in them. */
export interface Selection {
  readonly names: ReadonlyMap<RepositoryId, string>
  /** Their ids as a JSON array, for `in (select value from json_each(?))`. */
  readonly ids: string
  /** The only services that count; null for all of them and repositories without any. */
  readonly services: readonly ServiceId[] | null
  /** The only authors whose work counts; null for all. */
  readonly authors: SelectedAuthors | null
}

/** The same people by what Git and the code hosts know them as. */
export interface SelectedAuthors {
  /** Ids of `people`. */
  readonly people: readonly number[]
  /** Ids of `accounts`, of code hosts; those of inactive people are not among them. */
  readonly accounts: readonly number[]
}

export interface SelectionFilter {
  readonly repositoryIds: readonly RepositoryId[] | null
  /** Null, or absent, for all. */
  readonly serviceIds?: readonly ServiceId[] | null | undefined
  readonly teamId: TeamId | null
}

/**
 * A repository is active when its data source is, and its connection is enabled and not removed. Null asks for all of them. A
 * team that has repositories narrows them to its own; one that has none, to what its people committed and to their pull requests.
 */
export function selectRepositories(
  db: Database,
  { repositoryIds, serviceIds = null, teamId }: SelectionFilter,
): Selection {
  const wanted = repositoryIds && new Set(repositoryIds)
  const withServices = serviceIds && repositoriesOf(db, serviceIds)
  const team = teamId === null ? null : teamScope(db, teamId)
  const rows = db.prepare<[], { id: RepositoryId; name: string }>(activeRepositories).all()
  const names = new Map(
    rows
      .filter(({ id }) => (!wanted || wanted.has(id)) && (!withServices || withServices.has(id)))
      .filter(({ id }) => !team?.repositories || team.repositories.has(id))
      .map(({ id, name }) => [id, name]),
  )
  return { names, ids: JSON.stringify([...names.keys()]), services: serviceIds, authors: team?.authors ?? null }
}

/** Leaves only the selection's services of deployments or incidents (by their alias). */
export const ofServices = (alias: string, { services }: Pick<Selection, 'services'>): string =>
  services === null ? '' : `and ${alias}.service_id in (${services.join(', ')})`

function repositoriesOf(db: Database, serviceIds: readonly ServiceId[]): ReadonlySet<number> {
  const repositories = db.prepare<[string], number>(
    'select repository_id from services where id in (select value from json_each(?))',
  )
  return new Set(repositories.pluck().all(JSON.stringify(serviceIds)))
}

/** How many services a selection puts together; a repository without any is one. */
export function countServices(db: Database, { names, ids, services }: Selection): number {
  if (services !== null) return services.length
  const [count, repositories] = db.prepare<[string], [number, number]>(servicesIn).raw().get(ids) ?? [0, 0]
  return count + names.size - repositories
}

const servicesIn = `
  select count(*), count(distinct repository_id) from services where repository_id in (select value from json_each(?))`

/** Why a selection holds no repository; null when it holds one. */
export function missingRepositories({ names }: Selection, { teamId }: SelectionFilter): NoData | null {
  if (names.size > 0) return null
  return teamId === null ? 'no_repositories' : 'team_without_code'
}

/** Why a selection holds no commits: it holds no repository, or only people that Git does not know. Null when it may hold some. */
export function missingCommitters(selection: Selection, filter: SelectionFilter): NoData | null {
  const missing = missingRepositories(selection, filter)
  return missing ?? (selection.authors?.people.length === 0 ? 'team_without_commits' : null)
}

interface TeamScope {
  readonly repositories: ReadonlySet<number> | null
  readonly authors: SelectedAuthors | null
}

function teamScope(db: Database, teamId: TeamId): TeamScope {
  const own = db.prepare<[number], number>('select repository_id from team_repositories where team_id = ?').pluck()
  const repositories = new Set(own.all(teamId))
  if (repositories.size > 0) return { repositories, authors: null }
  const people = db.prepare<[number], number>(authorsOfTeam).pluck().all(teamId)
  const accounts = db.prepare<[number], number>(accountsOfTeam).pluck().all(teamId)
  const known = people.length + accounts.length > 0
  return known ? { repositories: null, authors: { people, accounts } } : { repositories, authors: null }
}

const peopleOfTeam = `(
    select coalesce(i.merged_into, i.id) from team_people t join identities i on i.id = t.identity_id where t.team_id = ?)`

const authorsOfTeam = `select id from people where person_id in ${peopleOfTeam}`

const accountsOfTeam = `
  select a.id from accounts a join identities person on person.id = a.person_id and person.active = 1
  where a.person_id in ${peopleOfTeam} and a.connection_id in (
    select s.connection_id from hosted_repositories h join data_sources s on s.id = h.data_source_id)`

const activeRepositories = `
  select r.id, s.name from repositories r
  join data_sources s on s.id = r.data_source_id and s.active = 1
  join connections c on c.id = s.connection_id and c.enabled = 1 and c.removed_at is null
  order by r.id`
