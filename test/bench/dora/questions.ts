import type { QueryThread } from '../../../src/main/metrics/query-thread.ts'
import { DeploymentId, IncidentId, RepositoryId } from '../../../src/shared/model/ids.ts'
import { MetricsFilter } from '../../../src/shared/model/metrics.ts'

/** The last commit's day. */
export const now = Date.UTC(2026, 5, 1)
export const dayMs = 86_400_000

/** Asks for a period, or for something else with each run, so that no answer is a kept one. */
export type Ask = (queries: QueryThread, run: number) => Promise<unknown>

/** The last year and an hour for each run. */
export const periodOf = (run: number) => ({ from: now - 365 * dayMs - run * 3_600_000, to: now })
const filterOf = (run: number): MetricsFilter =>
  MetricsFilter.parse({ ...periodOf(run), bucket: 'week', timeZone: 'Europe/Berlin', repositoryIds: null })
const fromIssues = (run: number): MetricsFilter => ({ ...filterOf(run), leadTimeFrom: 'in_progress' })
const page = { offset: 0, limit: 200 }

/** The figures, from the first commit on. */
export const firstCommit: Ask = (queries, run) => queries.run('dora', filterOf(run))
/** The same for who switches to the first step in progress. */
export const inProgress: Ask = (queries, run) => queries.run('dora', fromIssues(run))

/** Everything the DORA screen asks. */
export const questions: Readonly<Record<string, Ask>> = {
  'metrics.dora': firstCommit,
  'lead time from in progress': inProgress,
  'metrics.deployments': (queries, run) => queries.run('deployments', { filter: filterOf(run), page }),
  'failed deployments': (queries, run) => queries.run('deployments', { filter: filterOf(run), only: 'failed', page }),
  'metrics.changes': (queries, run) => queries.run('changes', { filter: filterOf(run), deploymentId: null, page }),
  'changes from in progress': (queries, run) =>
    queries.run('changes', { filter: fromIssues(run), deploymentId: null, page }),
  'deployments from in progress': (queries, run) => queries.run('deployments', { filter: fromIssues(run), page }),
  'changes of one': (queries, run) =>
    queries.run('changes', { filter: filterOf(run), deploymentId: DeploymentId.parse(45_000 + run), page }),
  'incidents.list': (queries, run) => queries.run('incidents', { filter: filterOf(run), only: 'all', page }),
  'open incidents': (queries, run) => queries.run('incidents', { filter: filterOf(run), only: 'open', page }),
  'deployments.get': (queries, run) => queries.run('deployment', { deploymentId: DeploymentId.parse(45_000 + run) }),
  'incidents.linkChoices': (queries, run) => queries.run('linkChoices', { incidentId: IncidentId.parse(1 + run) }),
  'incidents.rules': (queries, run) =>
    queries.run('incidentRules', { repositoryId: RepositoryId.parse(1 + (run % 2)) }),
}
