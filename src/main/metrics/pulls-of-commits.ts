import type { Database } from 'better-sqlite3'
import { mostAppended } from './appended-history.ts'
import { hostedSources } from './dora/load-hosted.ts'
import type { ServiceScope } from './measured-services.ts'

/** The pull requests that commits of a repository were merged with, or are part of. */
export function pullRequestsOf(db: Database, repositoryId: number, commitIds: readonly number[]): readonly number[] {
  const input = { sources: JSON.stringify(hostedSources(db, repositoryId)), commitIds: JSON.stringify(commitIds) }
  return db.prepare<object, number>(byCommits).pluck().all(input)
}

/** The pull requests that were merged between the last known deployment of a service and the last of those that come after it. */
export function mergedBefore(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  late: readonly { readonly finishedAt: number }[],
): readonly number[] {
  const [first] = late
  const last = late.at(-1)
  if (!first || !last) return []
  const known = db.prepare<[number, number], number | null>(lastFinish).pluck().get(repositoryId, serviceId)
  return db
    .prepare<object, number>(mergedBetween)
    .pluck()
    .all({
      sources: JSON.stringify(hostedSources(db, repositoryId)),
      from: known ?? first.finishedAt,
      to: last.finishedAt,
      limit: mostAppended + 1,
    })
}

const lastFinish = `
  select finished_at from deployments where repository_id = ? and service_id = ? and result = 'success'
  order by finished_at desc limit 1`

const mergedBetween = `
  select id from pull_requests where data_source_id in (select value from json_each(@sources))
    and merged_at >= @from and merged_at < @to limit @limit`

const ofCommits = 'json_each(@commitIds) i cross join commits c on c.id = i.value'
const ofSources = '+p.data_source_id in (select value from json_each(@sources))'

const byCommits = `
  select p.id from ${ofCommits} cross join pull_requests p on p.merge_commit_sha = c.sha where ${ofSources}
  union
  select p.id from ${ofCommits} cross join pull_request_commits pc on pc.sha = c.sha
  cross join pull_requests p on p.id = pc.pull_request_id where ${ofSources}`
