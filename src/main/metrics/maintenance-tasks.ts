import type { TableName } from '../../shared/contract/events.ts'
import type { ProjectId, RepositoryId } from '../../shared/model/ids.ts'
import type { IncidentRules, IncidentRulesPreview } from '../../shared/model/incidents.ts'
import type { IssueKeyPreview, IssueKeyRule } from '../../shared/model/issue-keys.ts'
import type { DeploymentRule, RulePreview } from '../../shared/model/repository.ts'
import type { DeriveProgress } from '../flow/derive-issues.ts'
import type { IntegrityCheck } from '../store/integrity-check.ts'
import type { RunLimits } from './forget-runs.ts'
import type { PurgeProgress } from './purge.ts'

/** What the maintenance thread is started with. */
export interface MaintenanceData {
  readonly databasePath: string
}

export type MaintenanceTask =
  | { readonly type: 'derive'; readonly repositoryId: RepositoryId }
  | { readonly type: 'listStale' }
  | { readonly type: 'assess'; readonly repositoryId: RepositoryId }
  | { readonly type: 'listAssessed'; readonly byIssues: boolean }
  | { readonly type: 'previewIncidents'; readonly repositoryId: RepositoryId; readonly rules: IncidentRules }
  | { readonly type: 'listToName' }
  | { readonly type: 'nameIssues'; readonly repositoryId: RepositoryId }
  | { readonly type: 'giveUpPatterns' }
  | { readonly type: 'previewIssueKeys'; readonly projectId: ProjectId; readonly rule: IssueKeyRule }
  | { readonly type: 'deriveIssues' }
  | { readonly type: 'derivePulls' }
  | { readonly type: 'keepDefaultFlow'; readonly at: number }
  | { readonly type: 'previewRule'; readonly repositoryId: RepositoryId; readonly rule: DeploymentRule }
  | { readonly type: 'purgeStep' }
  | { readonly type: 'checkIntegrity'; readonly at: number }
  | { readonly type: 'forgetRuns'; readonly limits: RunLimits }
  | { readonly type: 'compact' }

/** What each task answers. */
export interface MaintenanceResults {
  readonly derive: readonly TableName[]
  readonly listStale: { readonly adopted: boolean; readonly repositoryIds: readonly RepositoryId[] }
  readonly assess: readonly TableName[]
  readonly listAssessed: readonly RepositoryId[]
  readonly previewIncidents: IncidentRulesPreview
  readonly listToName: readonly RepositoryId[]
  readonly nameIssues: readonly TableName[]
  readonly giveUpPatterns: boolean
  readonly previewIssueKeys: IssueKeyPreview
  readonly deriveIssues: DeriveProgress
  readonly derivePulls: { readonly derived: number; readonly more: boolean }
  readonly keepDefaultFlow: boolean
  readonly previewRule: RulePreview
  readonly purgeStep: PurgeProgress
  readonly checkIntegrity: IntegrityCheck
  readonly forgetRuns: readonly TableName[]
  readonly compact: undefined
}
