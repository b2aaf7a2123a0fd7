import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../shared/model/repository.ts'
import { goesByAncestry } from './dora/derive-pull-requests.ts'
import { hostedSources } from './dora/load-hosted.ts'
import { silentIds } from './dora/silent-accounts.ts'
import { measuredServices } from './measured-services.ts'

/** What new rows of a repository are in; a row is new when its id is higher than the highest was. */
const tables = [
  'commits',
  'tags',
  'releases',
  'hosted_tags',
  'hosted_deployments',
  'workflow_runs',
  'pull_requests',
  'hosted_changes',
  'service_changes',
] as const

/** The highest ids of the tables, of whichever repository. */
export type Newest = Readonly<Record<(typeof tables)[number], number>>

/** The end of a service's deployments: what comes later than it changes nothing before it. */
export interface DeploymentsEnd {
  readonly serviceId: number
  /** The rule in force. */
  readonly rule: DeploymentRule
  /** The latest finish of all that were found to have succeeded, whether they count or are repeats. */
  readonly throughAt: number
  /** What was out last; null when it is not known. */
  readonly commitId: number | null
  /** Where the branch stood whose commits or merges are the deployments; null for other rules. */
  readonly head: number | null
  /** The first whose commit is known, which brought what cannot be told, is among them. */
  readonly hasFirst: boolean
}

/** What a repository's deployments were made from. As long as it only grows at its end, what is new can be derived alone. */
export interface MadeFrom {
  readonly changedSeq: number
  readonly appendedSeq: number
  /** Everything else that decides, as one text: when it differs, all is derived again. */
  readonly inputs: string
  /** The rule of the repository that is in force; its services may have others. */
  readonly rule: DeploymentRule
  /** Where the branch stood that this rule follows; null for other rules. */
  readonly head: number | null
  /** Of each service, in the order of their names; of the repository where it has none. */
  readonly ends: readonly DeploymentsEnd[]
  readonly newest: Newest
  /** Every commit's id is higher than its parents': so it is unless a shallow clone was deepened. */
  readonly ascending: boolean
  /** The rules and links all incidents were worked out by; null when they have not been since. */
  readonly assessedBy: string | null
}

interface Repository {
  readonly rule: string | null
  readonly default_branch: string | null
  readonly history: string
  readonly history_problem: string | null
}

/** The settings, sources and people a repository's derivation depends on. */
export function inputsOf(
  db: Database,
  repositoryId: number,
  { rule, default_branch, history, history_problem }: Repository,
): string {
  const sources = hostedSources(db, repositoryId)
  return JSON.stringify([
    rule,
    default_branch,
    measuredServices(db, repositoryId),
    sources,
    history,
    history_problem,
    goesByAncestry(db, repositoryId),
    db.prepare<[string], string | null>(defaultBranches).pluck().all(JSON.stringify(sources)),
    silentIds(db),
  ])
}

/** By time only what went there counts. */
const defaultBranches = `
  select default_branch from hosted_repositories where data_source_id in (select value from json_each(?)) order by data_source_id`

/** Everything besides deployments and issues that a repository's incidents depend on, as one text. */
export function assessedBy(db: Database, repositoryId: number): string {
  return JSON.stringify(db.prepare<object, unknown[]>(rulesAndLinks).raw().get({ repositoryId }))
}

const rulesAndLinks = `
  select (select rules from incident_rules where repository_id = @repositoryId),
    (select count(*) from incident_links where repository_id = @repositoryId),
    (select max(linked_at) from incident_links where repository_id = @repositoryId),
    (select scanned_for from delivery_states where repository_id = @repositoryId)`

/** Call it in the transaction that reads what is derived from. */
export function newestRows(db: Database): Newest {
  const newest = tables.map(table => `(select coalesce(max(id), 0) from ${table}) as ${table}`).join(', ')
  return db.prepare<[], Newest>(`select ${newest}`).get() ?? none
}

const none = Object.fromEntries(tables.map(table => [table, 0])) as Newest

/** What a repository was last derived from; null when that is not known, or not all of it was written. */
export function storedMadeFrom(db: Database, repositoryId: number): MadeFrom | null {
  const stored = db
    .prepare<[number], string>('select made_from from derivations where repository_id = ?')
    .pluck()
    .get(repositoryId)
  return stored === undefined ? null : JSON.parse(stored)
}

/** To be called before a derivation that rewrites rows: until it is through, nothing can be added to them. */
export function forgetMadeFrom(db: Database, repositoryId: number): void {
  db.prepare('delete from derivations where repository_id = ?').run(repositoryId)
}

/** To be called with every deletion of rows: their ids may be given again, and then what is new cannot be told by them. */
export function forgetMadeFroms(db: Database): void {
  db.prepare('delete from derivations').run()
}

/** Writes down what a repository is derived from now, and forgets the noted changes that are in it. */
export function keepMadeFrom(db: Database, repositoryId: number, madeFrom: MadeFrom): void {
  const { newest, ends } = madeFrom
  db.prepare(
    `insert into derivations (repository_id, made_from) values (?, ?)
     on conflict (repository_id) do update set made_from = excluded.made_from where made_from <> excluded.made_from`,
  ).run(repositoryId, JSON.stringify(madeFrom))
  db.prepare('delete from hosted_changes where id <= ? and data_source_id in (select value from json_each(?))').run(
    newest.hosted_changes,
    JSON.stringify(hostedSources(db, repositoryId)),
  )
  db.prepare('delete from service_changes where id <= ? and service_id in (select value from json_each(?))').run(
    newest.service_changes,
    JSON.stringify(ends.map(({ serviceId }) => serviceId)),
  )
}

/** Whether a repository's deployments can be added to: no other repository takes what its code host tells. */
export const canGrow = (db: Database, repositoryId: number): boolean =>
  db.prepare<[number], 1>(ownsItsHistory).get(repositoryId) !== undefined

const ownsItsHistory = `
  select 1 from repositories r where r.id = ?
    and not exists (select 1 from repositories other where other.origin = r.origin and other.id <> r.id)`
