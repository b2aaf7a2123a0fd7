import type { Database } from 'better-sqlite3'
import type { RepositoryId } from '../../../shared/model/ids.ts'
import { type ChangeUnit, changeUnits } from '../change-units.ts'
import { hostedSources } from '../dora/load-hosted.ts'
import { changesInPeriod } from '../lead-times.ts'
import { noService, untoldService } from '../pulls/derive-pull-services.ts'
import { type Selection, selectRepositories } from '../selection.ts'
import { countOf, type FindingSource, type Found, foundRows, periodOf, type QualityInput } from './finding-source.ts'
import { itemIn, noRepositories, ofSelection, type RepositoryRow } from './repository-items.ts'

/** Pull requests with a stage that would be negative: that stage has no data. */
export const negativeStage: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const unit = pullRequestsOf(db, selection)
  if (!unit) return noPullRequests
  const { from, to } = periodOf(filter)
  const parameters = [unit.ids, from, to, ...unit.authors.parameters]
  const odd = `${changesInPeriod(unit)} and x.contradictory = 1`
  return {
    count: countOf(db, `select count(*) ${odd}`, ...parameters),
    of: countOf(db, `select count(*) ${changesInPeriod(unit)}`, ...parameters),
    nothing: null,
    items: (offset, limit) =>
      db
        .prepare<unknown[], RepositoryRow>(
          `with page as materialized (
             select x.pull_request_id, d.repository_id, d.name, d.finished_at ${odd}
             order by d.finished_at desc, x.pull_request_id limit ? offset ?)
           select p.id, '#' || p.number || ' ' || p.title as name, 'its dates contradict each other; shipped with ' || page.name as about,
             page.repository_id as repositoryId, p.merged_at as at
           from page join pull_requests p on p.id = page.pull_request_id order by page.finished_at desc, p.id`,
        )
        .all(...parameters, limit, offset)
        .map(itemIn(selection.names)),
  }
}

/**
 * Merged pull requests since a repository's first known deployment that no deployment holds: they have no lead time, or none yet. Those that
 * touch no service of a repository that has services are left out: no deployment of a service ever holds them.
 */
export const pullRequestWithoutDeployment: FindingSource = (db, input) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: input.filter.teamId })
  const unit = pullRequestsOf(db, selection)
  if (!unit) return noPullRequests
  const rows = mergedRows(db, unit, input, unshipped)
  const { from, to } = periodOf(input.filter)
  const shipped = countOf(
    db,
    `select count(*) ${changesInPeriod(unit)}`,
    unit.ids,
    from,
    to,
    ...unit.authors.parameters,
  )
  return foundRows(rows.map(itemIn(selection.names)), rows.length + shipped, null)
}

/** Merged pull requests that touch the paths of no service of their repository: they are in no number about deployments. */
export const pullRequestOfNoService: FindingSource = (db, input) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: input.filter.teamId })
  const unit = pullRequestsOf(db, selection)
  if (!unit || !db.prepare<[string]>(anyServices).get(unit.ids)) return { ...noPullRequests, nothing: 'no_services' }
  const rows = mergedRows(db, unit, input, ofNoService)
  const { from, to } = periodOf(input.filter)
  const of = countOf(db, mergedWithServices(unit), unit.ids, from, to, ...unit.authors.parameters)
  return foundRows(rows.map(itemIn(selection.names)), of, null)
}

const anyServices = 'select 1 from services where repository_id in (select value from json_each(?)) limit 1'

/** Which merged pull requests (`x`) of a repository, and what is odd about them. */
interface MergedRows {
  readonly about: string
  readonly which: string
}

/** Merged in the period, the newest first. */
function mergedRows(
  db: Database,
  { ids, authors }: ChangeUnit,
  { filter }: QualityInput,
  { about, which }: MergedRows,
): RepositoryRow[] {
  const { from, to } = periodOf(filter)
  const rows = db.prepare<unknown[], RepositoryRow>(
    `with known as (select @repositoryId as repository_id, min(finished_at) as first, max(finished_at) as last
       from deployments where repository_id = @repositoryId and result = 'success')
     select x.id, '#' || x.number || ' ' || x.title as name, ${about} as about, known.repository_id as repositoryId, x.merged_at as at
     from (select *, id as pull_request_id from pull_requests) x, known
     where x.data_source_id in (select value from json_each(@sources)) and x.active = 1 and x.state = 'merged'
       and x.merged_at >= @from and x.merged_at < @to and ${which} ${authors.sql}`,
  )
  const repositoryIds: readonly RepositoryId[] = JSON.parse(ids)
  return repositoryIds
    .flatMap(repositoryId => {
      const sources = JSON.stringify(hostedSources(db, repositoryId))
      return rows.all(...authors.parameters, { repositoryId, sources, from, to })
    })
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || b.id - a.id)
}

/** Whether a pull request is told to a service, or to one of the values that stand for none. */
const toldTo = (service: number) => `exists (select 1 from pull_request_services t
  where t.pull_request_id = x.id and t.repository_id = known.repository_id and t.service_id = ${service})`

const unshipped: MergedRows = {
  about: `iif(x.merged_at > known.last, 'merged after the last deployment', iif(${toldTo(untoldService)},
    'merged, but in no deployment since: it is not known which services it touches', 'merged, but in no deployment since'))`,
  which: `x.merged_at > known.first and not ${toldTo(noService)}
    and not exists (select 1 from pull_request_changes c where c.pull_request_id = x.id)`,
}

const ofNoService: MergedRows = {
  about: `'it touches the paths of no service'`,
  which: toldTo(noService),
}

/** How many it is known of whether they are a service's. */
const mergedWithServices = ({ authors }: ChangeUnit) => `
  select count(*) from (select *, id as pull_request_id from pull_requests) x
  where x.active = 1 and x.state = 'merged' and x.id in (
      select pull_request_id from pull_request_services where service_id >= 0 and repository_id in (select value from json_each(?)))
    and x.merged_at >= ? and x.merged_at < ? ${authors.sql}`

/** Incidents that belong to no deployment: they count for no change fail rate. */
export const incidentWithoutDeployment: FindingSource = (db, input) =>
  incidents(db, input, 'i.deployment_id is null', `'it belongs to no deployment'`)

const openTooLongMs = 30 * 24 * 3_600_000

/** Incidents that have been open for more than 30 days: nobody may have closed them. */
export const openIncident: FindingSource = (db, input) =>
  incidents(
    db,
    input,
    `i.ended_at is null and i.began_at < ${input.now - openTooLongMs}`,
    `'open for more than 30 days'`,
  )

function incidents(db: Database, { filter }: QualityInput, condition: string, about: string): Found {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const { from, to } = periodOf(filter)
  const parameters = [selection.ids, from, to]
  const all = `from incidents i where ${ofSelection('i')} and i.began_at >= ? and i.began_at < ?`
  return {
    count: countOf(db, `select count(*) ${all} and ${condition}`, ...parameters),
    of: countOf(db, `select count(*) ${all}`, ...parameters),
    nothing: noRepositories(selection),
    items: (offset, limit) =>
      db
        .prepare<unknown[], RepositoryRow & { readonly issueId: number | null }>(
          `select i.id, i.title as name, ${about} as about, i.repository_id as repositoryId, i.began_at as at, i.issue_id as issueId
           ${all} and ${condition} order by i.began_at desc, i.id desc limit ? offset ?`,
        )
        .all(...parameters, limit, offset)
        .map(row => ({
          ...itemIn(selection.names)(row),
          ...(row.issueId !== null && { target: { kind: 'issue' as const, id: row.issueId } }),
        })),
  }
}

const pullRequestsOf = (db: Database, selection: Selection) =>
  changeUnits(db, selection).find(({ unit }) => unit === 'pull_request')

const noPullRequests: Found = { count: 0, of: 0, nothing: 'no_pull_requests', items: () => [] }
