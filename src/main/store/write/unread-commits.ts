import type { Database } from 'better-sqlite3'
import type { DataSourceId } from '../../../shared/model/ids.ts'

/**
 * Commits without an active row that deployments, tags and runs of a data source point at: first those of deployments, to production or found by
 * the repository's rule, then those of runs the rule has found, then those of tags; each newest first.
 */
export function unreadCommits(db: Database, dataSourceId: DataSourceId): readonly string[] {
  return db.prepare<object, string>(unread).pluck().all({ dataSourceId })
}

/** Whether another data source's repository is a clone of the one this data source tells of. */
export function clonedElsewhere(db: Database, dataSourceId: DataSourceId): boolean {
  return db.prepare<[number]>(elsewhere).get(dataSourceId) !== undefined
}

const unread = `
  with found as materialized (
    select x.key from deployments x join repositories r on r.id = x.repository_id
    where r.data_source_id = @dataSourceId and x.commit_id is null), named as (
    select d.sha, 1 as rank, d.created_at as at from hosted_deployments d join names e on e.id = d.environment_id
    where d.data_source_id = @dataSourceId and d.active = 1
      and (e.name like '%prod%' or e.name like '%live%' or 'd' || d.id in (select key from found))
    union all
    select w.sha, 2, w.created_at from workflow_runs w
    where w.data_source_id = @dataSourceId and w.active = 1 and 'w' || w.id in (select key from found)
    union all
    select t.commit_sha, 3, coalesce(t.at, 0) from hosted_tags t where t.data_source_id = @dataSourceId and t.active = 1)
  select lower(hex(sha)) from named
  where sha is not null and not exists (select 1 from commits c join repositories r on r.id = c.repository_id
    where r.data_source_id = @dataSourceId and c.sha = named.sha and c.active = 1)
  group by sha order by min(rank), max(at) desc, sha`

const elsewhere = `
  select 1 from hosted_repositories h join repositories r on r.origin = h.location and r.data_source_id <> h.data_source_id
  where h.data_source_id = ? limit 1`
