import type { TableName } from '../../../shared/contract/events.ts'
import type { MethodName, Methods } from '../../../shared/contract/methods.ts'

export type QueryName = { [Name in MethodName]: Methods[Name]['kind'] extends 'query' ? Name : never }[MethodName]

const history = [
  'repositories',
  'services',
  'commits',
  'tags',
  'branches',
  'deployments',
  'data_sources',
  'connections',
] as const

/** What tells when the issues that changes name were in progress. */
const linked = ['flow_facts', 'flow_versions', 'issue_keys'] as const

const everybody = ['people', 'accounts', 'teams', 'commits', 'issues', 'data_sources', 'connections'] as const
/** What findings are about beside people and flow. */
const doubted = ['repositories', 'tags', 'deployments', 'pull_requests', 'incidents', 'jobs'] as const
const tracked = ['flow_facts', 'statuses', 'issue_types', 'data_sources', 'connections'] as const

/** What is derived from histories, and what decides which issues count and in which step they are. */
const flow = [
  'flow_facts',
  'flow_versions',
  'statuses',
  'issue_types',
  'data_sources',
  'connections',
  'people',
  'teams',
] as const

const pulls = [
  'pull_request_facts',
  'hosted_repositories',
  'repositories',
  'services',
  'people',
  'accounts',
  'teams',
  'data_sources',
  'connections',
] as const

/** Which tables each query reads: when one of them changes, the query's answer may be another. */
export const queryTables: Readonly<Record<QueryName, readonly TableName[]>> = {
  'app.info': [],
  'rpc.cancel': [],
  'preferences.get': ['preferences'],
  'database.info': ['database'],
  'connectors.list': [],
  'verifications.get': [],
  'signIns.get': [],
  'connections.list': ['connections', 'data_sources', 'jobs', 'runs'],
  'connections.get': ['connections', 'data_sources', 'jobs', 'runs'],
  'connections.issueCounts': ['issues', 'data_sources', 'connections'],
  'connections.removalImpact': [...history, 'people', 'issues', 'runs'],
  'dataSources.deactivationImpact': [...history, 'people', 'issues', 'runs'],
  'jobs.list': ['connections', 'data_sources', 'jobs', 'runs', 'orchestrator', 'preferences'],
  'jobs.get': ['connections', 'data_sources', 'jobs', 'runs', 'orchestrator', 'preferences'],
  'orchestrator.status': ['jobs', 'orchestrator', 'preferences'],
  'schedules.preview': ['preferences'],
  'notices.list': ['notices', 'connections'],
  'runs.list': ['jobs', 'runs'],
  'runs.get': ['connections', 'runs'],
  'runs.log': ['run_log'],
  /** Levels and reasons are pushed; these change what was measured besides, and not while a sync writes. */
  'health.get': ['connections', 'orchestrator', 'database'],
  'repositories.list': [...history, 'commit_stats', 'people'],
  'repositories.previewRule': history,
  'services.list': history,
  'services.touched': ['commits'],
  'flowMetrics.cycleTime': [...flow, 'teams', 'preferences'],
  'flowMetrics.throughput': [...flow, 'teams', 'preferences'],
  'flowMetrics.steps': [...flow, 'teams', 'preferences'],
  'flowMetrics.cumulative': [...flow, 'teams', 'preferences'],
  'flowMetrics.wip': [...flow, 'teams', 'preferences'],
  'flowMetrics.ageing': [...flow, 'teams', 'preferences'],
  'flowMetrics.forecast': [...flow, 'teams', 'preferences'],
  'metrics.dora': [...history, ...linked, 'incidents', 'people', 'teams'],
  'metrics.activity': [...history, 'commit_stats', 'people', 'teams'],
  'metrics.deployments': [...history, ...linked, 'incidents', 'people', 'teams'],
  'deployments.get': [...history, 'incidents', 'issues'],
  'issues.code': [...history, 'issues', 'pull_requests'],
  'incidents.list': [...history, 'incidents', 'issues', 'teams'],
  'incidents.linkChoices': [...history, 'incidents'],
  'incidents.rules': ['repositories', 'incidents', 'issues'],
  'incidents.previewRules': [...history, 'incidents', 'issues'],
  'issueKeys.list': ['issue_keys', 'deployments', 'projects', 'issues', 'data_sources', 'connections'],
  'issueKeys.preview': [...history, 'issue_keys', 'pull_requests', 'projects', 'issues'],
  'metrics.changes': [...history, ...linked, 'people', 'teams'],
  'metrics.commits': [...history, 'commit_stats', 'people', 'teams'],
  'flow.filterOptions': [...flow, 'projects', 'sprints'],
  'flow.issues': [...flow, 'accounts', 'teams', 'preferences'],
  'issues.get': [...flow, 'projects', 'sprints', 'accounts', 'issues', 'preferences'],
  'pullRequests.metrics': pulls,
  'pullRequests.load': pulls,
  'pullRequests.list': pulls,
  'pullRequests.get': [...pulls, 'pull_requests', 'deployments', 'issues', 'preferences'],
  'people.list': everybody,
  'people.get': everybody,
  'people.suggestions': everybody,
  'quality.findings': [...everybody, ...flow, ...doubted],
  'quality.items': [...everybody, ...flow, ...doubted],
  'teams.list': ['teams', 'people', 'connections'],
  'teams.projects': ['projects', 'issues', 'connections', 'data_sources'],
  'flow.get': [...tracked, 'flow_versions'],
  'flow.preview': [...tracked, 'flow_versions'],
  'flow.versions': ['flow_versions'],
  'flow.version': [],
  'flow.export': ['flow_versions'],
  'flow.import': [],
}

/** Whether a query's answer depends on one of `tables`. */
export function isAffected(method: string, tables: ReadonlySet<TableName>): boolean {
  return Object.hasOwn(queryTables, method) && queryTables[method as QueryName].some(table => tables.has(table))
}
