import { z } from 'zod'
import { CommitId, DeploymentId, RepositoryId, ServiceId, TeamId } from './ids.ts'
import { Count, DurationMs, Instant, TimeZone } from './time.ts'

export const Bucket = z.enum(['day', 'week', 'month', 'quarter'])
export type Bucket = z.infer<typeof Bucket>

/** What a lead time starts with: the change's first commit, or its issue's first step in progress where that is earlier. */
export const LeadTimeStart = z.enum(['first_commit', 'in_progress'])
export type LeadTimeStart = z.infer<typeof LeadTimeStart>

/**
 * The half-open period [from, to) and what to count in it. `repositoryIds` null means every active repository; `serviceIds`, where there are
 * any, only these services of them. A team narrows them to its own repositories; a team of people alone, to their commits and pull requests
 * and the deployments that shipped them.
 */
export const MetricsFilter = z
  .object({
    from: Instant,
    to: Instant,
    bucket: Bucket,
    timeZone: TimeZone,
    repositoryIds: z.array(RepositoryId).max(1000).nullable(),
    serviceIds: z.array(ServiceId).max(1000).nullable().optional(),
    teamId: TeamId.nullable().default(null),
    includeBots: z.boolean().default(false),
    /** Absent: the first commit. */
    leadTimeFrom: LeadTimeStart.optional(),
  })
  .refine(filter => filter.from < filter.to, { error: 'The period must end after it begins', path: ['to'] })
export type MetricsFilter = z.infer<typeof MetricsFilter>

/** Why there is no number: what input is missing. */
export const NoData = z.enum([
  'no_repositories',
  'team_without_code',
  'team_without_commits',
  'team_shipped_nothing',
  'no_deployments',
  'no_deployments_in_period',
  'no_attributed_changes',
  'no_whole_week',
  'no_commits_in_period',
  'no_incident_sources',
  'no_failed_deployments',
  'no_recovered_deployments',
])
export type NoData = z.infer<typeof NoData>

export const DeploymentFrequency = z.object({
  deployments: Count,
  buckets: z.array(z.object({ start: Instant, end: Instant, deployments: Count })),
  /** Median number of days with a deployment per whole week of the period. */
  medianDaysPerWeek: z.number().nullable(),
  wholeWeeks: Count,
  noData: NoData.nullable(),
})
export type DeploymentFrequency = z.infer<typeof DeploymentFrequency>

export const LeadTime = z.object({
  medianMs: DurationMs.nullable(),
  p70Ms: DurationMs.nullable(),
  p85Ms: DurationMs.nullable(),
  p95Ms: DurationMs.nullable(),
  changes: Count,
  buckets: z.array(
    z.object({
      start: Instant,
      end: Instant,
      medianMs: DurationMs.nullable(),
      p85Ms: DurationMs.nullable(),
      changes: Count,
    }),
  ),
  /** Left out, and why: changes of a repository's first known deployment, and changes dated after their deployment. */
  unattributed: Count,
  negative: Count,
  /** Of the changes, those that name no issue that was ever in progress: they start with the first commit. Null when all do. */
  withoutIssue: Count.nullable(),
  noData: NoData.nullable(),
})
export type LeadTime = z.infer<typeof LeadTime>

const Stage = z.object({ medianMs: DurationMs.nullable(), p85Ms: DurationMs.nullable(), count: Count })

/** The stages of the lead time of pull requests. One whose dates contradict each other in a stage has no data in it. */
export const LeadTimeStages = z.object({
  /** An issue entered a step in progress → first commit, of those where it came first; null when the first commit starts the clock. */
  inProgress: Stage.nullable(),
  /** First commit → opened, or ready for review; → first review or comment by another human; → merged; → deployed. */
  coding: Stage,
  pickup: Stage,
  review: Stage,
  deploy: Stage,
  pullRequests: Count,
  contradictory: Count,
  /** Told to their deployment by time alone, for want of a commit graph. */
  byTime: Count,
  /** Why there is none: the settings want none, the code host does not show it, or it has not been read yet. */
  byTimeBecause: z.array(z.enum(['not_wanted', 'refused', 'not_read'])),
})
export type LeadTimeStages = z.infer<typeof LeadTimeStages>

const Bucketed = z.object({ start: Instant, end: Instant })

export const ChangeFailRate = z.object({
  deployments: Count,
  failed: Count,
  /** 0..1 */
  rate: z.number().nullable(),
  buckets: z.array(Bucketed.extend({ deployments: Count, failed: Count })),
  noData: NoData.nullable(),
})
export type ChangeFailRate = z.infer<typeof ChangeFailRate>

export const RecoveryTime = z.object({
  medianMs: DurationMs.nullable(),
  p85Ms: DurationMs.nullable(),
  failed: Count,
  /** Of those, how many have been restored: the durations that count. */
  recovered: Count,
  buckets: z.array(Bucketed.extend({ medianMs: DurationMs.nullable(), recovered: Count })),
  /** Incidents that began in the period, whatever deployment they belong to. */
  incidents: z.object({
    count: Count,
    resolved: Count,
    medianMs: DurationMs.nullable(),
    /** Belonging to no deployment. */
    withoutDeployment: Count,
  }),
  noData: NoData.nullable(),
})
export type RecoveryTime = z.infer<typeof RecoveryTime>

export const ReworkRate = z.object({
  deployments: Count,
  unplanned: Count,
  /** 0..1 */
  rate: z.number().nullable(),
  buckets: z.array(Bucketed.extend({ deployments: Count, unplanned: Count })),
  noData: NoData.nullable(),
})
export type ReworkRate = z.infer<typeof ReworkRate>

const DoraFigures = z.object({
  deploymentFrequency: DeploymentFrequency,
  leadTime: LeadTime,
  changeFailRate: ChangeFailRate,
  recoveryTime: RecoveryTime,
  reworkRate: ReworkRate,
})

/** The five delivery metrics over the period, and their headlines over the equally long period before it. */
export const DoraMetrics = DoraFigures.extend({
  repositories: Count,
  /** What the numbers put together: services, and repositories that have none. */
  services: Count,
  /** Null without pull requests. */
  stages: LeadTimeStages.nullable(),
  previous: z.object({
    from: Instant,
    to: Instant,
    deployments: Count,
    medianDaysPerWeek: z.number().nullable(),
    leadTimeMedianMs: DurationMs.nullable(),
    changeFailRate: z.number().nullable(),
    recoveryMedianMs: DurationMs.nullable(),
    reworkRate: z.number().nullable(),
  }),
})
export type DoraMetrics = z.infer<typeof DoraMetrics>

/** A window of a longer list. */
export const PageRequest = z.object({ offset: Count.default(0), limit: z.int().min(1).max(1000).default(200) })
export type PageRequest = z.infer<typeof PageRequest>

export const DeploymentItem = z.object({
  id: DeploymentId,
  repositoryId: RepositoryId,
  repositoryName: z.string(),
  /** Null where its repository is measured as a whole. */
  serviceName: z.string().nullable(),
  name: z.string(),
  /** Null when its commit is not known. */
  sha: z.string().nullable(),
  finishedAt: Instant,
  /** Commits that shipped with it; null for a first known deployment, whose changes cannot be told. */
  changes: Count.nullable(),
  medianLeadTimeMs: DurationMs.nullable(),
  environment: z.string().nullable(),
  /** Incidents belong to it. */
  failed: z.boolean(),
  restoredAt: Instant.nullable(),
  /** It ships a change made for an incident. */
  unplanned: z.boolean(),
})
export type DeploymentItem = z.infer<typeof DeploymentItem>

/** A pull request where the code host tells of them, else a commit. */
export const ChangeItem = z.object({
  commitId: CommitId.nullable(),
  pullRequest: z
    .object({
      number: Count,
      url: z.string(),
      codingMs: DurationMs.nullable(),
      pickupMs: DurationMs.nullable(),
      reviewMs: DurationMs.nullable(),
      deployMs: DurationMs.nullable(),
      byTime: z.boolean(),
    })
    .nullable(),
  repositoryId: RepositoryId,
  repositoryName: z.string(),
  /** Of the deployment; null where the repository is measured as a whole. */
  serviceName: z.string().nullable(),
  /** Of a pull request, what merging made of it. */
  sha: z.string().nullable(),
  /** A pull request's title. */
  subject: z.string(),
  author: z.string(),
  /** Of a pull request, its first commit; null where none is known. */
  authoredAt: Instant.nullable(),
  deploymentId: DeploymentId,
  deploymentName: z.string(),
  deployedAt: Instant,
  /** Null when the commit is dated after its deployment. */
  leadTimeMs: DurationMs.nullable(),
  /** How much of it an issue was in progress before the first commit; null where none was, or when the first commit starts the clock. */
  inProgressMs: DurationMs.nullable(),
})
export type ChangeItem = z.infer<typeof ChangeItem>
