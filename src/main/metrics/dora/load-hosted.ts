import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../../shared/model/repository.ts'

/** A deployment at the code host with its whole history. */
export interface HostedDeployment {
  readonly id: number
  readonly environment: string
  /** What it was asked for with: a branch, a tag, a commit. */
  readonly ref: string | null
  /** Null: not among the active commits. */
  readonly commitId: number | null
  readonly statuses: readonly { readonly state: string; readonly at: number }[]
}

export interface HostedRelease {
  readonly id: number
  readonly tag: string
  readonly prerelease: boolean
  readonly publishedAt: number
  readonly commitId: number | null
}

export interface HostedRun {
  readonly id: number
  readonly workflow: string
  readonly commitId: number | null
  readonly conclusion: string | null
  readonly finishedAt: number
  /** Of its last attempt. */
  readonly jobs: readonly {
    readonly name: string
    readonly conclusion: string | null
    readonly completedAt: number | null
  }[]
}

/** What the code host tells of a repository's deployments. */
export interface HostedHistory {
  readonly deployments: readonly HostedDeployment[]
  readonly releases: readonly HostedRelease[]
  readonly runs: readonly HostedRun[]
}

export const noHosted: HostedHistory = { deployments: [], releases: [], runs: [] }

/** The active data sources whose host knows this repository: its own, or those its clone comes from. */
export function hostedSources(db: Database, repositoryId: number): readonly number[] {
  return db.prepare<[number], number>(sourcesOfRepository).pluck().all(repositoryId)
}

/** Rows of the code host by their ids. */
export type HostedIds = Readonly<Record<'hosted_deployments' | 'releases' | 'workflow_runs', readonly number[]>>

/**
 * Everything at the code host that deployments of a repository can be made of, or only some rows of it; workflow runs, which are many, only
 * where one of the rules is about them. Call it in a transaction.
 */
export function loadHosted(
  db: Database,
  repositoryId: number,
  rules: readonly (DeploymentRule | null)[],
  only?: HostedIds,
): HostedHistory {
  return read(db, repositoryId, rules, only ? ofSome : ofAll, only)
}

/** All of it, but for whose commits it is: none is known. What a rule finds does not depend on them. */
export const loadHostedAlone = (
  db: Database,
  repositoryId: number,
  rules: readonly (DeploymentRule | null)[],
): HostedHistory => read(db, repositoryId, rules, ofAllAlone)

function read(
  db: Database,
  repositoryId: number,
  rules: readonly (DeploymentRule | null)[],
  statements: ReturnType<typeof statementsOf>,
  only?: HostedIds,
): HostedHistory {
  const sources = hostedSources(db, repositoryId)
  if (sources.length === 0) return noHosted
  const input = {
    repositoryId,
    sources: JSON.stringify(sources),
    ...(only && {
      hosted_deployments: JSON.stringify(only.hosted_deployments),
      releases: JSON.stringify(only.releases),
      workflow_runs: JSON.stringify(only.workflow_runs),
    }),
  }
  const { deployments, statusesOfDeployments, releases, runs, jobsOfRuns } = statements
  const statuses = groups(
    db.prepare<object, [number, string, number]>(statusesOfDeployments).raw().all(input),
    (state: string, at: number) => ({ state, at }),
  )
  const withRuns = rules.some(rule => rule?.source === 'workflows')
  const jobs = groups(
    withRuns ? db.prepare<object, [number, string, string | null, number | null]>(jobsOfRuns).raw().all(input) : [],
    (name: string, conclusion: string | null, completedAt: number | null) => ({ name, conclusion, completedAt }),
  )
  return {
    deployments: db
      .prepare<object, Omit<HostedDeployment, 'statuses'>>(deployments)
      .all(input)
      .map(row => ({ ...row, statuses: statuses.get(row.id) ?? [] })),
    releases: db
      .prepare<object, Omit<HostedRelease, 'prerelease'> & { readonly prerelease: 0 | 1 }>(releases)
      .all(input)
      .map(row => ({ ...row, prerelease: row.prerelease === 1 })),
    runs: (withRuns ? db.prepare<object, Omit<HostedRun, 'jobs'>>(runs).all(input) : []).map(row => ({
      ...row,
      jobs: jobs.get(row.id) ?? [],
    })),
  }
}

/** Rows by their first value. */
function groups<Rest extends readonly unknown[], Item>(
  rows: readonly (readonly [number, ...Rest])[],
  toItem: (...rest: Rest) => Item,
): ReadonlyMap<number, readonly Item[]> {
  const byId = new Map<number, Item[]>()
  for (const [id, ...rest] of rows) {
    const known = byId.get(id)
    if (known) known.push(toItem(...rest))
    else byId.set(id, [toItem(...rest)])
  }
  return byId
}

const ofSources = 'data_source_id in (select value from json_each(@sources))'
const activeCommit = (sha: string) =>
  `(select c.id from commits c where c.repository_id = @repositoryId and c.sha = ${sha} and c.active = 1)`

const sourcesOfRepository = `
  select h.data_source_id from repositories r
  join hosted_repositories h on h.location = r.origin or (h.data_source_id = r.data_source_id
    and not exists (select 1 from repositories clone where clone.origin = h.location and clone.id <> r.id))
  join data_sources s on s.id = h.data_source_id and s.active = 1
  join connections c on c.id = s.connection_id and c.enabled = 1 and c.removed_at is null
  where r.id = ? and h.active = 1 order by h.data_source_id`

/** A pull request's runs put nothing into production. */
const runConditions = `
  w.active = 1 and w.status = 'completed'
    and w.event_id not in (select id from names where name in ('pull_request', 'pull_request_target'))`

const statementsOf = (from: (table: keyof HostedIds) => string, commitOf: (sha: string) => string) => ({
  deployments: `
  select d.id, e.name as environment, r.name as ref, ${commitOf('d.sha')} as commitId
  from hosted_deployments d join names e on e.id = d.environment_id left join names r on r.id = d.ref_id
  where ${from('hosted_deployments')} and d.active = 1 order by d.id`,

  statusesOfDeployments: `
  select d.id, s.state, s.at from hosted_deployments d
  join hosted_deployment_statuses s on s.hosted_deployment_id = d.id
  where ${from('hosted_deployments')} and d.active = 1 order by d.id, s.position`,

  releases: `
  select r.id, r.tag, r.prerelease, r.published_at as publishedAt, coalesce(
    (select t.commit_id from tags t where t.repository_id = @repositoryId and t.name = r.tag and t.active = 1),
    (select ${commitOf('t.commit_sha')} from hosted_tags t
      where t.data_source_id = r.data_source_id and t.external_id = r.tag and t.active = 1)) as commitId
  from releases r where ${from('releases')} and r.active = 1 and r.published_at is not null order by r.id`,

  runs: `
  select w.id, n.name as workflow, ${commitOf('w.sha')} as commitId, w.conclusion, w.updated_at as finishedAt
  from workflow_runs w join names n on n.id = w.name_id where ${from('workflow_runs')} and ${runConditions} order by w.id`,

  jobsOfRuns: `
  select w.id, n.name, j.conclusion, j.completed_at from workflow_runs w
  join workflow_jobs j on j.workflow_run_id = w.id join names n on n.id = j.name_id
  where ${from('workflow_runs')} and ${runConditions} order by w.id, j.position`,
})

const aliases = { hosted_deployments: 'd', releases: 'r', workflow_runs: 'w' } as const satisfies Record<
  keyof HostedIds,
  string
>
const isOfSources = (table: keyof HostedIds) => `${aliases[table]}.${ofSources}`
const ofAll = statementsOf(isOfSources, activeCommit)
const ofAllAlone = statementsOf(isOfSources, () => 'null')
/** By the rows' ids, whatever the planner thinks of the sources. */
const ofSome = statementsOf(
  table => `${aliases[table]}.id in (select value from json_each(@${table})) and +${aliases[table]}.${ofSources}`,
  activeCommit,
)
