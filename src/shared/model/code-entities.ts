import type { PersonRef } from './entities.ts'
import type { AccountRef } from './issue-entities.ts'

/**
 * Pull requests, deployments and what belongs to them, as connectors to code hosts make them. Ids are the host's own; times epoch
 * ms; shas lower-case hex; texts free of NUL.
 */
export interface HostedRepositoryEntity {
  readonly kind: 'hosted_repository'
  /** Stays when the repository is renamed or moves to another owner. */
  readonly externalId: string
  readonly owner: string
  readonly name: string
  /** `github.com/owner/name` in lower case: what the addresses it can be cloned from have in common. */
  readonly location: string
  /** As in the browser. */
  readonly url: string
  readonly defaultBranch: string | null
  readonly private: boolean
  readonly archived: boolean
  readonly fork: boolean
  readonly createdAt: number
}

export interface PullRequestCommit {
  readonly sha: string
  readonly author: PersonRef
  /** Whose commit it is for the host; null when no account has the e-mail. */
  readonly account: AccountRef | null
  readonly authoredAt: number
  readonly committedAt: number
  readonly subject: string
}

export type ReviewState = 'approved' | 'changes_requested' | 'commented' | 'dismissed'

export interface PullRequestReview {
  readonly externalId: string
  readonly author: AccountRef | null
  readonly state: ReviewState
  readonly submittedAt: number
}

export interface PullRequestComment {
  readonly externalId: string
  readonly author: AccountRef | null
  readonly createdAt: number
  /** The review it belongs to; null for one in the conversation. */
  readonly review: string | null
}

/** A pull request with everything in it: written together or not at all. */
export interface PullRequestEntity {
  readonly kind: 'pull_request'
  readonly externalId: string
  readonly number: number
  readonly title: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly draft: boolean
  readonly author: AccountRef | null
  readonly createdAt: number
  readonly updatedAt: number
  /** When it last ceased to be a draft; null for one that never was. */
  readonly readyAt: number | null
  readonly mergedAt: number | null
  readonly closedAt: number | null
  readonly mergedBy: AccountRef | null
  /** What merging made of it: a merge, the squashed commit, or the last of the rebased ones. */
  readonly mergeCommitSha: string | null
  readonly baseBranch: string
  readonly headBranch: string
  readonly headSha: string | null
  /** Null where the host did not tell. */
  readonly additions: number | null
  readonly deletions: number | null
  readonly files: number | null
  readonly labels: readonly string[]
  /** Its own commits in order, as they were before merging. */
  readonly commits: readonly PullRequestCommit[]
  readonly reviews: readonly PullRequestReview[]
  /** Of the conversation and of reviews. */
  readonly comments: readonly PullRequestComment[]
  /** The record as JSON, for what a later setting may want of it. */
  readonly payload: string
}

export interface ReleaseEntity {
  readonly kind: 'release'
  readonly externalId: string
  readonly tag: string
  readonly name: string
  readonly prerelease: boolean
  readonly author: AccountRef | null
  readonly createdAt: number
  /** Null for a draft. */
  readonly publishedAt: number | null
}

export interface HostedTagEntity {
  readonly kind: 'hosted_tag'
  /** Its name. */
  readonly externalId: string
  readonly commitSha: string
  /** When it was made, or else its commit; null where the host did not tell. */
  readonly at: number | null
}

export interface DeploymentStatus {
  /** `success`, `failure`, `error`, `inactive`, `in_progress`, `queued`, `pending`, … */
  readonly state: string
  readonly at: number
}

export interface HostedDeploymentEntity {
  readonly kind: 'hosted_deployment'
  readonly externalId: string
  readonly environment: string
  /** Branch, tag or commit it was asked for with. */
  readonly ref: string | null
  readonly sha: string
  readonly task: string | null
  readonly creator: AccountRef | null
  readonly createdAt: number
  /** The whole history, oldest first. */
  readonly statuses: readonly DeploymentStatus[]
}

export interface WorkflowJob {
  readonly externalId: string
  readonly name: string
  /** `success`, `failure`, `cancelled`, `skipped`, …; null until it ends. */
  readonly conclusion: string | null
  readonly startedAt: number | null
  readonly completedAt: number | null
}

export interface WorkflowRunEntity {
  readonly kind: 'workflow_run'
  readonly externalId: string
  readonly name: string
  readonly workflowId: string
  /** `.github/workflows/deploy.yml` */
  readonly path: string | null
  readonly event: string
  readonly branch: string | null
  readonly sha: string
  readonly status: string
  readonly conclusion: string | null
  readonly attempt: number
  readonly actor: AccountRef | null
  readonly createdAt: number
  readonly startedAt: number | null
  /** The end of one that is completed. */
  readonly updatedAt: number
  /** Null where jobs are not read. */
  readonly jobs: readonly WorkflowJob[] | null
}

export type CodeHostEntity =
  | HostedRepositoryEntity
  | PullRequestEntity
  | ReleaseEntity
  | HostedTagEntity
  | HostedDeploymentEntity
  | WorkflowRunEntity
export type CodeHostRemovedKind = 'pull_request' | 'release' | 'hosted_tag' | 'hosted_deployment' | 'workflow_run'
