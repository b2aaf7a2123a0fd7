import type { TableName } from '../shared/contract/events.ts'
import type { RepositoryId } from '../shared/model/ids.ts'
import type { Background } from './background.ts'
import type { Maintenance } from './metrics/maintenance.ts'

/** What deployments are told by, besides git. */
const tablesOfCodeHosts: ReadonlySet<TableName> = new Set([
  'hosted_repositories',
  'pull_requests',
  'releases',
  'hosted_tags',
  'hosted_deployments',
  'workflow_runs',
])
/** What status histories and Weir's own flow configuration are made from. */
const tablesOfFlow: ReadonlySet<TableName> = new Set(['issues', 'statuses', 'boards', 'issue_types'])

export interface DerivationsOptions {
  readonly maintenance: Maintenance
  readonly inBackground: Background['begin']
}

/** Keeps what is derived in step with what it is made from. */
export interface Derivations {
  /** Takes up what an earlier run of the app left undone. */
  catchUp(): void
  repositories(ids: readonly RepositoryId[]): void
  deriveStale(): void
  /** The rules by which texts name issues are others. */
  nameIssues(): void
  /** A job has written rows; the deployments of the stale repositories depend on them. */
  rowsChanged(tables: readonly TableName[], stale: readonly RepositoryId[]): void
  jobEnded(): void
  /** The user has switched something off or on, removed it or set it up otherwise: that goes for what is derived, too. */
  sourcesChanged(): void
}

export function createDerivations({ maintenance, inBackground }: DerivationsOptions): Derivations {
  // A code host brings its pages over minutes: what depends on them is worked out once, when the job has ended.
  let hostedChanged = false
  const deriveHosted = () => {
    hostedChanged = false
    inBackground('bringing deployments up to date', () => maintenance.deriveStale())
  }
  const derivePulls = () => inBackground('taking in pull requests', () => maintenance.derivePulls())
  const deriveFlow = () => inBackground('working out status histories', () => maintenance.deriveFlow())
  const assessByIssues = () => inBackground('working out incidents', () => maintenance.assessByIssues())
  const nameIssues = () => inBackground('reading which issues are named', () => maintenance.nameIssues())
  const repositories = (ids: readonly RepositoryId[]) =>
    inBackground('working out deployments', () => maintenance.derive(ids))

  return {
    repositories,
    nameIssues,
    deriveStale: () => inBackground('working out deployments', () => maintenance.deriveStale()),
    catchUp() {
      inBackground('bringing deployments up to date', async () => {
        await maintenance.deriveStale()
        await maintenance.assessAll()
        await maintenance.nameIssues()
      })
      deriveFlow()
      derivePulls()
    },
    rowsChanged(tables, stale) {
      if (stale.length > 0) repositories(stale)
      if (tables.some(table => tablesOfFlow.has(table))) deriveFlow()
      if (tables.some(table => tablesOfCodeHosts.has(table))) hostedChanged = true
      if (tables.includes('pull_requests')) derivePulls()
      if (tables.includes('issues')) assessByIssues()
      if (tables.includes('projects')) nameIssues()
    },
    jobEnded() {
      if (hostedChanged) deriveHosted()
    },
    sourcesChanged() {
      deriveHosted()
      assessByIssues()
      nameIssues()
      deriveFlow()
    },
  }
}
