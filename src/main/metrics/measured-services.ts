import type { Database } from 'better-sqlite3'
import { DeploymentRule } from '../../shared/model/repository.ts'
import { type CommitGraph, commitIndex } from './commit-graph.ts'

/** What deployments are counted of: a service, or a repository that has none (0). */
export interface ServiceScope {
  readonly repositoryId: number
  readonly serviceId: number
}

export interface MeasuredService extends ServiceScope {
  /** The rule the user saved for it; null for one that follows its repository's. */
  readonly rule: DeploymentRule | null
}

/** The services of a repository in the order of their names; the repository as a whole where there are none. */
export function measuredServices(db: Database, repositoryId: number): readonly MeasuredService[] {
  const rows = db.prepare<[number], ServiceRow>(services).all(repositoryId)
  if (rows.length === 0) return [{ repositoryId, serviceId: 0, rule: null }]
  return rows.map(({ id, rule }) => ({ repositoryId, serviceId: id, rule: parseRule(rule) }))
}

/**
 * Which of a graph's commits touch a service's paths; null when all count: of a repository as a whole, or where nobody knows what its
 * commits touch. Of a service whose commits are still being looked for there are none. With `some`, the graph is a small part of the
 * repository.
 */
export function touchedCommits(
  db: Database,
  graph: CommitGraph,
  { repositoryId, serviceId }: ServiceScope,
  some?: 'some',
): Uint8Array | null {
  if (serviceId === 0 || !knowsPaths(db, repositoryId)) return null
  const touched = new Uint8Array(graph.size)
  const input = { serviceId, ...(some && { ids: JSON.stringify([...graph.ids]) }) }
  for (const commitId of db.prepare<object, number>(commitsOfService(some)).pluck().iterate(input)) {
    const commit = commitIndex(graph, commitId)
    if (commit >= 0) touched[commit] = 1
  }
  return touched
}

const parseRule = (json: string | null): DeploymentRule | null =>
  json === null ? null : DeploymentRule.parse(JSON.parse(json))

interface ServiceRow {
  readonly id: number
  readonly rule: string | null
}

/** Only a clone tells what a commit touches. */
const knowsPaths = (db: Database, repositoryId: number) =>
  db.prepare(`select 1 from repositories where id = ? and history = 'clone'`).get(repositoryId) !== undefined

const services = 'select id, rule from services where repository_id = ? order by lower(name), id'
const commitsOfService = (some: 'some' | undefined) => `
  select commit_id from service_commits where service_id = @serviceId ${some ? 'and commit_id in (select value from json_each(@ids))' : ''}
    and exists (select 1 from services where id = service_id and listed_for = paths)`
