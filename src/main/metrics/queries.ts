import type { Database } from 'better-sqlite3'
import { personDetail, personList } from '../people/person-list.ts'
import { suggestions } from '../people/suggestions.ts'
import { teamList, teamProjects } from '../people/teams.ts'
import { activity } from './activity.ts'
import { changeList } from './change-list.ts'
import { commitList } from './commit-list.ts'
import { deploymentList } from './deployment-list.ts'
import { deploymentDetail } from './dora/deployment-detail.ts'
import { repositoryIncidentRules } from './dora/incident-choices.ts'
import { incidentList } from './dora/incident-list.ts'
import { issueCode } from './dora/issue-code.ts'
import { issueKeyList } from './dora/issue-key-list.ts'
import { linkChoices } from './dora/link-choices.ts'
import { dora } from './dora.ts'
import { filterOptions } from './flow/filter-options.ts'
import { flowImpact } from './flow/flow-impact.ts'
import { flowMapping } from './flow/flow-mapping.ts'
import { flowMetricQueries } from './flow/flow-metric-queries.ts'
import { flowIssues } from './flow/issue-list.ts'
import { connectionImpact, dataSourceImpact } from './impact.ts'
import { issueDetail } from './issue/issue-detail.ts'
import { issueCounts } from './issue-counts.ts'
import { pullDetail } from './pulls/pull-detail.ts'
import { pullList } from './pulls/pull-list.ts'
import { pullMetrics } from './pulls/pull-metrics.ts'
import { reviewLoad } from './pulls/review-load.ts'
import { qualityCounts, qualityItems } from './quality/quality.ts'
import { repositoryList } from './repository-list.ts'
import { serviceList } from './service-list.ts'

/** Everything the query thread can be asked. Each only reads, and sees the database at one moment. */
export const queries = {
  dora,
  activity,
  deployments: deploymentList,
  deployment: deploymentDetail,
  issueCode,
  issueKeys: issueKeyList,
  incidents: incidentList,
  linkChoices,
  incidentRules: repositoryIncidentRules,
  changes: changeList,
  commits: commitList,
  repositories: repositoryList,
  services: serviceList,
  people: personList,
  person: personDetail,
  suggestions,
  teams: teamList,
  teamProjects,
  qualityCounts,
  qualityItems,
  issueCounts,
  filterOptions,
  flowIssues,
  issueDetail,
  ...flowMetricQueries,
  pullMetrics,
  reviewLoad,
  pulls: pullList,
  pull: pullDetail,
  connectionImpact,
  dataSourceImpact,
  flowMapping,
  flowImpact,
} as const satisfies Record<string, (db: Database, input: never) => unknown>

export type Queries = typeof queries
export type QueryName = keyof Queries
export type QueryInput<Name extends QueryName> =
  Parameters<Queries[Name]> extends [Database, infer Input] ? Input : undefined
export type QueryOutput<Name extends QueryName> = ReturnType<Queries[Name]>
