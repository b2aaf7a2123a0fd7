import type { Database } from 'better-sqlite3'
import { hostedSources } from './dora/load-hosted.ts'

/** The pull requests that commits of a repository were merged with, or are part of. */
export function pullRequestsOf(db: Database, repositoryId: number, commitIds: readonly number[]): readonly number[] {
  const input = { sources: JSON.stringify(hostedSources(db, repositoryId)), commitIds: JSON.stringify(commitIds) }
  return db.prepare<object, number>(byCommits).pluck().all(input)
}

const ofCommits = 'json_each(@commitIds) i cross join commits c on c.id = i.value'
const ofSources = '+p.data_source_id in (select value from json_each(@sources))'

const byCommits = `
  select p.id from ${ofCommits} cross join pull_requests p on p.merge_commit_sha = c.sha where ${ofSources}
  union
  select p.id from ${ofCommits} cross join pull_request_commits pc on pc.sha = c.sha
  cross join pull_requests p on p.id = pc.pull_request_id where ${ofSources}`
