import type { Database } from 'better-sqlite3'
import type { RepositoryId, TeamId } from '../../../shared/model/ids.ts'
import type { MetricsFilter } from '../../../shared/model/metrics.ts'
import type { PullNoData } from '../../../shared/model/pull-requests.ts'
import { dataMark } from '../data-mark.ts'
import { createResultCache, type ResultCache } from '../result-cache.ts'
import { selectRepositories } from '../selection.ts'
import { type AccountPeople, loadAccountPeople } from './account-people.ts'
import { loadPullSnapshot } from './load-snapshot.ts'
import { countedAccounts, measurePulls, type PullMeasures } from './measure-pulls.ts'
import { type PullColumns, pullColumns } from './pull-columns.ts'
import type { PullSnapshot } from './pull-snapshot.ts'
import { pullsOfServices } from './service-pulls.ts'

/** The pull requests a filter takes. */
export interface PullView {
  readonly pulls: PullSnapshot
  readonly measures: PullMeasures
  readonly columns: PullColumns
  /** Places in the snapshot, without pull requests of inactive people, and without those of bots unless asked for. */
  readonly selected: Int32Array
  /** As `selected`, with those of bots in any case. */
  readonly withBots: Int32Array
  /** Those that pass as `selected`, but that nobody can tell to a service, when services are chosen. */
  readonly untold: Int32Array
  readonly people: AccountPeople
  /** By account: whose reviews and comments count. */
  readonly counted: Uint8Array
  /** Which repository a data source's pull requests belong to. */
  readonly repositoryOf: ReadonlyMap<number, RepositoryId>
  readonly repositoryNames: ReadonlyMap<RepositoryId, string>
  /** When the first of the selected was created; infinite without any. */
  readonly firstCreatedAt: number
  /** Why there is nothing at all. */
  readonly missing: PullNoData | null
}

export type PullScope = Pick<MetricsFilter, 'repositoryIds' | 'serviceIds' | 'teamId' | 'includeBots'>

const kept = new WeakMap<Database, ResultCache>()
/** Each costs a few megabytes. */
const keptViews = 2

/** What a filter takes, to be called in the transaction of the question. What is the same as before is not worked out again. */
export function openPullView(
  db: Database,
  { repositoryIds, serviceIds = null, teamId, includeBots }: PullScope,
): PullView {
  const scope = { repositoryIds, serviceIds, teamId, includeBots }
  const views = kept.get(db) ?? createResultCache(keptViews)
  kept.set(db, views)
  return views.get(dataMark(db), JSON.stringify(scope), () => workOutView(db, scope))
}

function workOutView(db: Database, scope: PullScope): PullView {
  const team = scope.teamId === null ? null : teamOf(db, scope.teamId)
  const { names, services } = selectRepositories(db, { ...scope, teamId: null })
  const repositories = team?.repositories ? new Map([...names].filter(([id]) => team.repositories?.has(id))) : names
  const repositoryOf = repositoriesOfSources(db, JSON.stringify([...repositories.keys()]))
  const pulls = loadPullSnapshot(db)
  const people = loadAccountPeople(db)
  const counted = countedAccounts(people, scope.includeBots)
  const ofServices = services && pullsOfServices(db, pulls, services, repositoryOf)
  const passing = selectPulls(pulls, people, repositoryOf, team?.people ?? null)
  const withBots = ofServices ? passing.filter(i => ofServices.theirs[i] === 1) : passing
  const counts = (i: number) => scope.includeBots || people.bots[pulls.author[i] ?? 0] !== 1
  const selected = scope.includeBots ? withBots : withBots.filter(counts)
  const measures = measured(db, pulls, people, counted)
  return {
    pulls,
    people,
    counted,
    measures,
    columns: pullColumns(pulls, measures),
    selected,
    withBots,
    untold: ofServices ? passing.filter(i => ofServices.untold[i] === 1 && counts(i)) : new Int32Array(),
    firstCreatedAt: selected.reduce(
      (least, i) => Math.min(least, pulls.createdAt[i] ?? least),
      Number.POSITIVE_INFINITY,
    ),
    repositoryOf,
    repositoryNames: repositories,
    missing:
      missingPulls(repositories.size, team, pulls, repositoryOf) ?? (selected.length === 0 ? 'none_in_filter' : null),
  }
}

function missingPulls(
  repositories: number,
  team: Team | null,
  { source }: PullSnapshot,
  repositoryOf: ReadonlyMap<number, RepositoryId>,
): PullNoData | null {
  if (team?.people?.size === 0) return 'team_without_code'
  if (repositories === 0) return team === null ? 'no_repositories' : 'team_without_code'
  return source.some(id => repositoryOf.has(id)) ? null : 'no_pull_requests'
}

/** Pull requests of these data sources by people who are not inactive, and who are among the team's when there is one. */
export function selectPulls(
  { size, source, author }: PullSnapshot,
  { personOf, inactive }: Pick<AccountPeople, 'personOf' | 'inactive'>,
  sources: ReadonlyMap<number, unknown>,
  team: ReadonlySet<number> | null,
): Int32Array {
  const selected = new Int32Array(size)
  let count = 0
  let lastSource = -1
  let isTaken = false
  for (let i = 0; i < size; i++) {
    const from = source[i] ?? 0
    if (from !== lastSource) isTaken = sources.has(from)
    lastSource = from
    const account = author[i] ?? 0
    if (!isTaken || inactive[account] === 1) continue
    if (team && !team.has(personOf[account] ?? 0)) continue
    selected[count++] = i
  }
  return selected.subarray(0, count)
}

interface Measured {
  readonly pulls: PullSnapshot
  readonly personOf: Int32Array
  readonly counted: Uint8Array
  readonly measures: PullMeasures
}

const known = new WeakMap<Database, readonly Measured[]>()

/** The last two are kept: with and without bots. */
function measured(db: Database, pulls: PullSnapshot, people: AccountPeople, counted: Uint8Array): PullMeasures {
  const before = (known.get(db) ?? []).filter(each => each.pulls === pulls && same(each.personOf, people.personOf))
  const found = before.find(each => same(each.counted, counted))
  if (found) return found.measures
  const measures = measurePulls(pulls, people, counted)
  known.set(db, [{ pulls, personOf: people.personOf, counted, measures }, ...before.slice(0, 1)])
  return measures
}

const same = (one: Int32Array | Uint8Array, other: Int32Array | Uint8Array) =>
  one.length === other.length && one.every((value, i) => value === other[i])

/** A source that several of the repositories are clones of belongs to the first. */
function repositoriesOfSources(db: Database, repositoryIds: string): ReadonlyMap<number, RepositoryId> {
  return new Map(db.prepare<[string], [number, RepositoryId]>(sourcesOfRepositories).raw().all(repositoryIds))
}

/** A team that has repositories is what happens in them; one that has none, what its people do. */
interface Team {
  readonly repositories: ReadonlySet<number> | null
  readonly people: ReadonlySet<number> | null
}

function teamOf(db: Database, teamId: TeamId): Team {
  const own = db.prepare<[number], number>('select repository_id from team_repositories where team_id = ?').pluck()
  const repositories = new Set(own.all(teamId))
  return repositories.size > 0
    ? { repositories, people: null }
    : { repositories: null, people: peopleOfTeam(db, teamId) }
}

/** Ids of people. */
export function peopleOfTeam(db: Database, teamId: TeamId): ReadonlySet<number> {
  return new Set(db.prepare<[number], number>(teamPeople).pluck().all(teamId))
}

const teamPeople = `
  select coalesce(i.merged_into, i.id) from team_people t join identities i on i.id = t.identity_id where t.team_id = ?`

const sourcesOfRepositories = `
  select h.data_source_id, min(r.id) from repositories r
  join hosted_repositories h on h.location = r.origin or (h.data_source_id = r.data_source_id
    and not exists (select 1 from repositories clone where clone.origin = h.location and clone.id <> r.id))
  join data_sources s on s.id = h.data_source_id and s.active = 1
  join connections c on c.id = s.connection_id and c.enabled = 1 and c.removed_at is null
  where r.id in (select value from json_each(?)) and h.active = 1 group by h.data_source_id`
