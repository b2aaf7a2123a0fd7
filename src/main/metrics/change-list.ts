import type { Database } from 'better-sqlite3'
import type { DeploymentId } from '../../shared/model/ids.ts'
import type { ChangeItem, MetricsFilter, PageRequest } from '../../shared/model/metrics.ts'
import { authorName } from './authors.ts'
import { type ChangeUnit, changeUnits } from './change-units.ts'
import { inProgressOfSome } from './dora/in-progress.ts'
import { changesInPeriod, leadTimeFrom } from './lead-times.ts'
import type { ListPage } from './list-page.ts'
import { selectRepositories } from './selection.ts'

/**
 * The changes behind the lead time of the same filter, or behind one of its deployments: first those with a lead time, then those
 * left out because they are dated after their deployment; each by deployment, newest first, and in it by author date, newest
 * first, whatever starts their lead time. The rows with a lead time are exactly `changes` of the lead time, those without exactly its `negative`.
 */
export function changeList(db: Database, { filter, deploymentId, page }: ChangeListInput): ListPage<ChangeItem> {
  const selection = selectRepositories(db, filter)
  const units = changeUnits(db, selection)
  const counts = units
    .flatMap(unit =>
      db
        .prepare<unknown[], CountRow>(
          `select d.id, count(x.lead_time_ms), count(*) - count(x.lead_time_ms), d.finished_at ${changesInPeriod(unit)}
             and d.id = coalesce(?, d.id) group by d.id`,
        )
        .raw()
        .all(unit.ids, filter.from, filter.to, ...unit.authors.parameters, deploymentId),
    )
    .sort(([a, , , aFinishedAt], [b, , , bFinishedAt]) => bFinishedAt - aFinishedAt || b - a)

  const read = db.prepare<unknown[], ChangeRow>(changesOfDeployments(units))
  const rows = windowOf(counts, page).flatMap(({ known, deploymentIds, offset, limit }) => {
    const among = [JSON.stringify(deploymentIds), known ? 1 : 0]
    return read.all(...units.flatMap(({ ids, authors }) => [...among, ids, ...authors.parameters]), limit, offset)
  })
  const leadTimeOf = leadTimes(db, filter, rows)
  return {
    total: counts.reduce((total, [, known, negative]) => total + known + negative, 0),
    rows: rows.map(({ sha, number, url, pullRequestId, codingMs, pickupMs, reviewMs, deployMs, byTime, ...row }) => {
      const leadTimeMs = leadTimeOf({ ...row, pullRequestId })
      const earlierMs = (leadTimeMs ?? 0) - (row.leadTimeMs ?? 0)
      const stages = { codingMs, pickupMs, reviewMs, deployMs }
      return {
        ...row,
        leadTimeMs,
        inProgressMs: earlierMs > 0 ? earlierMs : null,
        repositoryName: selection.names.get(row.repositoryId) ?? '',
        sha: sha?.toString('hex') ?? null,
        pullRequest: number === null ? null : { number, url: `${url}/pull/${number}`, ...stages, byTime: byTime === 1 },
      }
    }),
  }
}

/** Works out the lead times of these rows by what the filter starts them with, ms. */
function leadTimes(db: Database, { leadTimeFrom: start = 'first_commit' }: MetricsFilter, rows: readonly Timed[]) {
  if (start === 'first_commit') return ({ leadTimeMs }: Timed) => leadTimeMs
  const pulls = inProgressOfSome(
    db,
    'pull_request',
    rows.flatMap(({ pullRequestId }) => pullRequestId ?? []),
  )
  const commits = inProgressOfSome(
    db,
    'commit',
    rows.flatMap(({ pullRequestId, commitId }) => (pullRequestId === null ? (commitId ?? []) : [])),
  )
  return ({ pullRequestId, commitId, leadTimeMs, deployedAt }: Timed): number | null => {
    if (leadTimeMs === null) return null
    const startedAt = pullRequestId === null ? commits(commitId ?? 0) : pulls(pullRequestId)
    return startedAt === undefined ? leadTimeMs : leadTimeFrom(startedAt, leadTimeMs, deployedAt)
  }
}

type Timed = Pick<ChangeRow, 'pullRequestId' | 'commitId' | 'leadTimeMs' | 'deployedAt'>

export interface ChangeListInput {
  readonly filter: MetricsFilter
  readonly deploymentId: DeploymentId | null
  readonly page: PageRequest
}

type CountRow = readonly [deploymentId: number, known: number, negative: number, finishedAt: number]

interface ChangeRow extends Omit<ChangeItem, 'sha' | 'repositoryName' | 'pullRequest' | 'inProgressMs'> {
  readonly sha: Buffer | null
  readonly pullRequestId: number | null
  readonly number: number | null
  readonly url: string | null
  readonly codingMs: number | null
  readonly pickupMs: number | null
  readonly reviewMs: number | null
  readonly deployMs: number | null
  readonly byTime: 0 | 1
}

interface Part {
  /** Changes with a lead time, or those without. */
  readonly known: boolean
  readonly deploymentIds: readonly number[]
  readonly offset: number
  readonly limit: number
}

/**
 * Which deployments' changes a page shows, from the number of changes of each, so that a page deep down a list of half a million
 * rows is found without going through them.
 */
function windowOf(counts: readonly CountRow[], page: PageRequest): readonly Part[] {
  const parts: Part[] = []
  let begin = 0
  for (const known of [true, false]) {
    const deploymentIds: number[] = []
    let offset = 0
    let limit = 0
    for (const [id, withLeadTime, without] of counts) {
      const end = begin + (known ? withLeadTime : without)
      const from = Math.max(begin, page.offset)
      const to = Math.min(end, page.offset + page.limit)
      if (from < to) {
        if (deploymentIds.length === 0) offset = from - begin
        deploymentIds.push(id)
        limit += to - from
      }
      begin = end
    }
    if (limit > 0) parts.push({ known, deploymentIds, offset, limit })
  }
  return parts
}

/** Parameters: per unit deployment ids, whether the lead time is known, repository ids, people; then limit, offset. */
const changesOfDeployments = (units: readonly ChangeUnit[]) => `
  with page as materialized (
    ${units.map(changesOfUnit).join(' union all ')}
    order by finished_at desc, deployment_id desc, lead_time_ms, commit_item, pull_item limit ? offset ?)
  select page.commit_item as commitId, page.repository_id as repositoryId, v.name as serviceName, c.sha, c.subject, ${authorName} as author,
    c.authored_at as authoredAt, page.deployment_id as deploymentId, page.name as deploymentName, page.finished_at as deployedAt,
    page.lead_time_ms as leadTimeMs, null as pullRequestId, null as number, null as url, null as codingMs, null as pickupMs, null as reviewMs,
    null as deployMs, 0 as byTime
  from page join commits c on c.id = page.commit_item join people p on p.id = c.author_id
  left join services v on v.id = page.service_id
  union all
  select null, page.repository_id, v.name, pull.merge_commit_sha, pull.title, coalesce(
      (select given_name from identities where id = a.person_id), a.name, ''),
    (select min(authored_at) from pull_request_commits where pull_request_id = pull.id), page.deployment_id, page.name,
    page.finished_at, page.lead_time_ms, pull.id, pull.number, h.url, x.coding_ms, x.pickup_ms, x.review_ms, x.deploy_ms, x.by_time
  from page join pull_requests pull on pull.id = page.pull_item
  join pull_request_changes x on x.pull_request_id = pull.id and x.deployment_id = page.deployment_id
  join hosted_repositories h on h.data_source_id = pull.data_source_id
  left join accounts a on a.id = pull.author_id
  left join services v on v.id = page.service_id
  order by deployedAt desc, deploymentId desc, leadTimeMs, commitId, number`

const changesOfUnit = ({ unit, table, authors }: ChangeUnit) => `
  select ${unit === 'commit' ? 'x.commit_id as commit_item, null as pull_item' : 'null as commit_item, x.pull_request_id as pull_item'}, x.lead_time_ms,
    d.id as deployment_id, d.repository_id, d.service_id, d.name, d.finished_at
  from deployments d join ${table} x on x.deployment_id = d.id
  where d.id in (select value from json_each(?)) and (x.lead_time_ms is not null) = ?
    and d.repository_id in (select value from json_each(?)) ${authors.sql}`
