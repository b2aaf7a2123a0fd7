import type { Database } from 'better-sqlite3'
import type { DeploymentId } from '../../shared/model/ids.ts'
import type { ChangeItem, MetricsFilter, PageRequest } from '../../shared/model/metrics.ts'
import { authorName } from './authors.ts'
import { changeAuthors, changesInPeriod } from './lead-times.ts'
import type { ListPage } from './list-page.ts'
import { selectRepositories } from './selection.ts'

/**
 * The changes behind the lead time of the same filter, or behind one of its deployments: first those with a lead time, then those
 * left out because they are dated after their deployment; each by deployment, newest first, and in it by author date, newest
 * first. The rows with a lead time are exactly `changes` of the lead time, those without exactly its `negative`.
 */
export function changeList(db: Database, { filter, deploymentId, page }: ChangeListInput): ListPage<ChangeItem> {
  const selection = selectRepositories(db, filter)
  const authors = changeAuthors(db, selection)
  const counts = db
    .prepare<unknown[], [number, number, number]>(
      `select d.id, count(x.lead_time_ms), count(*) - count(x.lead_time_ms) ${changesInPeriod(authors)} and d.id = coalesce(?, d.id)
       group by d.id order by d.finished_at desc, d.id desc`,
    )
    .raw()
    .all(selection.ids, filter.from, filter.to, ...authors.parameters, deploymentId)

  const read = db.prepare<unknown[], ChangeRow>(changesOfDeployments(authors.sql))
  const rows = windowOf(counts, page).flatMap(({ known, deploymentIds, offset, limit }) =>
    read.all(JSON.stringify(deploymentIds), known ? 1 : 0, ...authors.parameters, limit, offset),
  )
  return {
    total: counts.reduce((total, [, known, negative]) => total + known + negative, 0),
    rows: rows.map(({ sha, ...row }) => ({
      ...row,
      repositoryName: selection.names.get(row.repositoryId) ?? '',
      sha: sha.toString('hex'),
    })),
  }
}

export interface ChangeListInput {
  readonly filter: MetricsFilter
  readonly deploymentId: DeploymentId | null
  readonly page: PageRequest
}

interface ChangeRow extends Omit<ChangeItem, 'sha' | 'repositoryName'> {
  readonly sha: Buffer
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
function windowOf(counts: readonly (readonly [number, number, number])[], page: PageRequest): readonly Part[] {
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

/** Parameters: deployment ids, whether the lead time is known, people left out, limit, offset. */
const changesOfDeployments = (authorCondition: string) => `
  with page as materialized (
    select x.commit_id, x.lead_time_ms, d.id, d.repository_id, d.name, d.finished_at
    from deployments d join deployment_changes x on x.deployment_id = d.id
    where d.id in (select value from json_each(?)) and (x.lead_time_ms is not null) = ? ${authorCondition}
    order by d.finished_at desc, d.id desc, x.lead_time_ms, x.commit_id limit ? offset ?)
  select page.commit_id as commitId, page.repository_id as repositoryId, c.sha, c.subject, ${authorName} as author,
    c.authored_at as authoredAt, page.id as deploymentId, page.name as deploymentName, page.finished_at as deployedAt,
    page.lead_time_ms as leadTimeMs
  from page join commits c on c.id = page.commit_id join people p on p.id = c.author_id
  order by page.finished_at desc, page.id desc, page.lead_time_ms, page.commit_id`
