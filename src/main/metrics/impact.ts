import type { Database } from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Impact } from '../../shared/model/connection.ts'
import type { ConnectionId, DataSourceId } from '../../shared/model/ids.ts'
import { personOf } from './authors.ts'

/**
 * What disappears with a connection: `people` are those who authored commits in it and nowhere else. `mirrorBytes` is not in the
 * database and is 0 here. @throws WeirError `rpc.not_found`.
 */
export function connectionImpact(db: Database, { connectionId }: { readonly connectionId: ConnectionId }): Impact {
  const known = db.prepare('select 1 from connections where id = ? and removed_at is null').get(connectionId)
  if (!known) throw new WeirError('rpc.not_found', { hint: 'This connection no longer exists.' })
  const sources = db.prepare<[number], number>('select id from data_sources where connection_id = ?').pluck()
  const runs = db.prepare<[number], number>(runsOfConnection).pluck().get(connectionId) ?? 0
  return { ...impactOf(db, sources.all(connectionId)), runs }
}

/** What disappears from every metric with a data source; the runs that synced it stay. @throws WeirError `rpc.not_found`. */
export function dataSourceImpact(db: Database, { dataSourceId }: { readonly dataSourceId: DataSourceId }): Impact {
  const known = db.prepare('select 1 from data_sources where id = ?').get(dataSourceId)
  if (!known) throw new WeirError('rpc.not_found', { hint: 'This data source no longer exists.' })
  return impactOf(db, [dataSourceId])
}

function impactOf(db: Database, dataSourceIds: readonly number[]): Impact {
  const repositoryIds = db
    .prepare<[string], number>('select id from repositories where data_source_id in (select value from json_each(?))')
    .pluck()
    .all(JSON.stringify(dataSourceIds))
  const repositories = JSON.stringify(repositoryIds)
  const count = (from: string) =>
    db.prepare<{ repositories: string }, number>(`select count(*) from ${from}`).pluck().get({ repositories }) ?? 0
  return {
    dataSources: dataSourceIds.length,
    repositories: repositoryIds.length,
    commits: count(`commits where ${inRepositories} and active = 1`),
    people: authorsOnlyIn(db, repositories),
    tags: count(`tags where ${inRepositories} and active = 1`),
    deployments: count(`deployments where ${inRepositories} and result = 'success'`),
    pullRequests:
      db
        .prepare<[string], number>(
          'select count(*) from pull_requests where data_source_id in (select value from json_each(?)) and active = 1',
        )
        .pluck()
        .get(JSON.stringify(dataSourceIds)) ?? 0,
    issues: issuesOnlyIn(db, dataSourceIds),
    runs: 0,
    mirrorBytes: 0,
  }
}

/** Issues that no other active data source names. */
function issuesOnlyIn(db: Database, dataSourceIds: readonly number[]): number {
  const sources = JSON.stringify(dataSourceIds)
  return (
    db
      .prepare<{ sources: string }, number>(
        `select count(distinct issue_id) from issue_sources as mine
         where active = 1 and data_source_id in (select value from json_each(@sources)) and not exists (
           select 1 from issue_sources as other join data_sources on data_sources.id = other.data_source_id
           where other.issue_id = mine.issue_id and other.active = 1 and data_sources.active = 1
             and other.data_source_id not in (select value from json_each(@sources)))`,
      )
      .pluck()
      .get({ sources }) ?? 0
  )
}

function authorsOnlyIn(db: Database, repositories: string): number {
  const person = personOf(db, 'author_id')
  const authors = (where: string) =>
    db
      .prepare<{ repositories: string }, number>(`select distinct ${person} from commits where ${where} and active = 1`)
      .pluck()
      .all({ repositories })
  const elsewhere = new Set(authors(`not ${inRepositories}`))
  return authors(inRepositories).filter(author => !elsewhere.has(author)).length
}

const inRepositories = 'repository_id in (select value from json_each(@repositories))'

const runsOfConnection = `
  select count(*) from runs join jobs on jobs.id = runs.job_id where jobs.connection_id = ?`
