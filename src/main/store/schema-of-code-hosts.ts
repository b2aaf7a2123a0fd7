import type { Generated } from 'kysely'
import type { ReviewState } from '../../shared/model/code-entities.ts'
import type { Flag } from './column-types.ts'

/** One row per external id of a data source. A record read again is written only when its hash differs. */
interface HostedTable {
  id: Generated<number>
  data_source_id: number
  external_id: string
  content_hash: Buffer
  active: Flag
}

/** Texts that repeat: branches, environments, workflows, jobs, events. */
export interface NameTable {
  id: Generated<number>
  name: string
}

/**
 * A data source's repository as its host knows it. Its commits are in the row of `repositories` of the same data source (a mirrored
 * clone), or in those whose `origin` is this `location`.
 */
export interface HostedRepositoryTable extends HostedTable {
  owner: string
  name: string
  /** `github.com/owner/name` in lower case. */
  location: string
  url: string
  default_branch: string | null
  private: Flag
  archived: Flag
  fork: Flag
  created_at: number
}

export interface PullRequestTable extends HostedTable {
  number: number
  title: string
  state: 'open' | 'closed' | 'merged'
  draft: Flag
  author_id: number | null
  created_at: number
  updated_at: number
  /** When it last ceased to be a draft. */
  ready_at: number | null
  merged_at: number | null
  closed_at: number | null
  merged_by_id: number | null
  merge_commit_sha: Buffer | null
  base_branch_id: number
  head_branch_id: number
  head_sha: Buffer | null
  additions: number | null
  deletions: number | null
  files: number | null
  /** Counted up with every change of the row or what belongs to it. */
  revision: Generated<number>
  /** The revision that its chunk was made from. */
  derived_revision: Generated<number>
  /** The revision whose texts were read for issue keys. */
  named_revision: Generated<number>
}

/** What is derived from the active pull requests with `id` between `id * 512` and `id * 512 + 511`. */
export interface PullRequestChunkTable {
  id: number
  /** Counted up over all chunks with every change of one. */
  version: number
  /** See `src/main/metrics/pulls/pull-chunk.ts`. */
  packed: Buffer
}

/** The record, as zstd-compressed JSON. */
export interface PullRequestPayloadTable {
  pull_request_id: number
  payload: Buffer
}

export interface PullRequestLabelTable {
  pull_request_id: number
  label_id: number
}

/** Its own commits in order: after a squash or rebase they are in no branch. */
export interface PullRequestCommitTable {
  pull_request_id: number
  position: number
  sha: Buffer
  author_id: number
  /** Whose commit it is for the host. */
  account_id: number | null
  authored_at: number
  committed_at: number
  subject: string
}

export interface PullRequestReviewTable {
  pull_request_id: number
  position: number
  external_id: string
  author_id: number | null
  state: ReviewState
  submitted_at: number
}

export interface PullRequestCommentTable {
  pull_request_id: number
  position: number
  external_id: string
  author_id: number | null
  created_at: number
  /** Null for one in the conversation. */
  review_external_id: string | null
}

export interface ReleaseTable extends HostedTable {
  tag: string
  name: string
  prerelease: Flag
  author_id: number | null
  created_at: number
  published_at: number | null
}

export interface HostedTagTable extends HostedTable {
  commit_sha: Buffer
  at: number | null
}

export interface HostedDeploymentTable extends HostedTable {
  environment_id: number
  ref_id: number | null
  sha: Buffer
  task: string | null
  creator_id: number | null
  created_at: number
}

/** A deployment's states, oldest first by `position`. */
export interface HostedDeploymentStatusTable {
  hosted_deployment_id: number
  position: number
  state: string
  at: number
}

export interface WorkflowRunTable extends HostedTable {
  name_id: number
  workflow_external_id: string
  path_id: number | null
  event_id: number
  branch_id: number | null
  sha: Buffer
  status: string
  conclusion: string | null
  attempt: number
  actor_id: number | null
  created_at: number
  started_at: number | null
  /** The end of one that is completed. */
  updated_at: number
}

export interface WorkflowJobTable {
  workflow_run_id: number
  position: number
  external_id: string
  name_id: number
  conclusion: string | null
  started_at: number | null
  completed_at: number | null
}

export interface CodeHostTables {
  names: NameTable
  hosted_repositories: HostedRepositoryTable
  pull_requests: PullRequestTable
  pull_request_chunks: PullRequestChunkTable
  pull_request_payloads: PullRequestPayloadTable
  pull_request_labels: PullRequestLabelTable
  pull_request_commits: PullRequestCommitTable
  pull_request_reviews: PullRequestReviewTable
  pull_request_comments: PullRequestCommentTable
  releases: ReleaseTable
  hosted_tags: HostedTagTable
  hosted_deployments: HostedDeploymentTable
  hosted_deployment_statuses: HostedDeploymentStatusTable
  workflow_runs: WorkflowRunTable
  workflow_jobs: WorkflowJobTable
}
