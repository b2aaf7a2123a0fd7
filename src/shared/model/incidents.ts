import { z } from 'zod'
import { CommitId, DeploymentId, IncidentId, IssueId, RepositoryId } from './ids.ts'
import { MetricsFilter, PageRequest } from './metrics.ts'
import { Pattern } from './repository.ts'
import { Count, Instant } from './time.ts'

/** What tells of an incident: an issue, a revert, a hotfix branch, a deployment that failed. */
export const IncidentSource = z.enum(['issue', 'revert', 'hotfix', 'failed_deployment'])
export type IncidentSource = z.infer<typeof IncidentSource>

const names = z.array(z.string().trim().min(1).max(255)).max(100)

/** Which issues are incidents. An empty list does not restrict; of each other list an issue needs one. Names are compared without case. */
export const IssueChoice = z
  .object({ projects: names, types: names, labels: names, priorities: names })
  .refine(({ types, labels, priorities }) => types.length + labels.length + priorities.length > 0, {
    error: 'Choose at least one type, label or priority: otherwise every issue would be an incident',
  })
export type IssueChoice = z.infer<typeof IssueChoice>

/** When a failed deployment counts as restored: with its incidents' resolution, or when the deployment that fixed it had finished. */
export const RestoredBy = z.enum(['resolution', 'fix'])
export type RestoredBy = z.infer<typeof RestoredBy>

/** What counts as an incident of a repository, and how it is linked to a deployment. */
export const IncidentRules = z.object({
  /** Issues of trackers and code hosts; null when none are. */
  issues: IssueChoice.nullable(),
  reverts: z.boolean(),
  /** Branches whose merge is a hotfix; null when none are. */
  hotfixBranches: Pattern.nullable(),
  /** Deployments that ended without success. */
  failedDeployments: z.boolean(),
  /** An incident belongs to the latest deployment before it, unless that finished longer ago. */
  windowDays: z.number().positive().max(365),
  restoredBy: RestoredBy,
})
export type IncidentRules = z.infer<typeof IncidentRules>

/** The rules of a repository whose user saved none. */
export const defaultIncidentRules: IncidentRules = {
  issues: null,
  reverts: true,
  hotfixBranches: '^hotfix(?:es)?[/_-]',
  failedDeployments: true,
  windowDays: 7,
  restoredBy: 'resolution',
}

export const RepositoryIncidentRules = z.object({
  repositoryId: RepositoryId,
  /** What the user saved; null when Weir's own are in force. */
  saved: IncidentRules.nullable(),
  rules: IncidentRules,
  /** What an issue choice can name, most used first. */
  choices: z.object({
    projects: z.array(z.object({ name: z.string(), count: Count })),
    types: z.array(z.object({ name: z.string(), count: Count })),
    labels: z.array(z.object({ name: z.string(), count: Count })),
    priorities: z.array(z.object({ name: z.string(), count: Count })),
  }),
})
export type RepositoryIncidentRules = z.infer<typeof RepositoryIncidentRules>

/** What rules would find, before they are saved. */
export const IncidentRulesPreview = z.object({
  /** By source: how many were looked at, and how many of them are incidents. */
  sources: z.array(z.object({ source: IncidentSource, candidates: Count, matches: Count })),
  deployments: Count,
  failedDeployments: Count,
  withoutDeployment: Count,
  /** The newest ones. */
  examples: z.array(
    z.object({ source: IncidentSource, title: z.string(), beganAt: Instant, deploymentName: z.string().nullable() }),
  ),
})
export type IncidentRulesPreview = z.infer<typeof IncidentRulesPreview>

export const Incident = z.object({
  id: IncidentId,
  repositoryId: RepositoryId,
  repositoryName: z.string(),
  /** Null where its repository is measured as a whole. */
  serviceName: z.string().nullable(),
  source: IncidentSource,
  title: z.string(),
  beganAt: Instant,
  /** Null while it is open, or nobody knows. */
  resolvedAt: Instant.nullable(),
  /** The deployment it belongs to. */
  deploymentId: DeploymentId.nullable(),
  deploymentName: z.string().nullable(),
  deployedAt: Instant.nullable(),
  /** Linked or unlinked by hand. */
  byHand: z.boolean(),
  /** The deployment with its fix. */
  fixDeploymentId: DeploymentId.nullable(),
  fixDeploymentName: z.string().nullable(),
  fixedAt: Instant.nullable(),
  issueId: IssueId.nullable(),
  issueKey: z.string().nullable(),
  commitId: CommitId.nullable(),
})
export type Incident = z.infer<typeof Incident>

export const IncidentListInput = z.object({
  filter: MetricsFilter,
  only: z.enum(['all', 'without_deployment', 'open']).default('all'),
  page: PageRequest,
})
export type IncidentListInput = z.infer<typeof IncidentListInput>

/** A deployment an incident can be linked to. */
export const LinkChoice = z.object({
  id: DeploymentId,
  name: z.string(),
  /** Null where its repository is measured as a whole. */
  serviceName: z.string().nullable(),
  finishedAt: Instant,
})
export type LinkChoice = z.infer<typeof LinkChoice>

export const DeploymentDetail = z.object({
  id: DeploymentId,
  repositoryId: RepositoryId,
  repositoryName: z.string(),
  /** Null where its repository is measured as a whole. */
  serviceName: z.string().nullable(),
  name: z.string(),
  environment: z.string().nullable(),
  sha: z.string().nullable(),
  finishedAt: Instant,
  /** The one before it; null for the first known one. */
  previousAt: Instant.nullable(),
  /** Commits; null for a first known deployment, whose changes cannot be told. */
  changes: Count.nullable(),
  failed: z.boolean(),
  restoredAt: Instant.nullable(),
  unplanned: z.boolean(),
  /** Those that belong to it, and those whose fix it ships. */
  incidents: z.array(Incident),
  fixes: z.array(Incident),
  /** Named by its changes. */
  issues: z.array(z.object({ id: IssueId, key: z.string(), summary: z.string() })),
})
export type DeploymentDetail = z.infer<typeof DeploymentDetail>
