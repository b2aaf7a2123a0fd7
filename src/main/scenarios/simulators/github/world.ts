/** What a simulated GitHub holds: records as REST sends them, from which GraphQL's are made. */
import type { JsonObject } from '../shared/reply.ts'

export interface SimUser {
  readonly login: string
  readonly id: number
  readonly type: 'User' | 'Bot'
}

/** Everything belongs to its pull request: REST spreads it over several lists. */
export interface SimPull {
  readonly record: JsonObject & { readonly number: number; readonly updated_at: string; readonly created_at: string }
  readonly commits: readonly JsonObject[]
  readonly reviews: readonly JsonObject[]
  /** With `pull_request_review_id`. */
  readonly reviewComments: readonly JsonObject[]
  readonly comments: readonly JsonObject[]
  readonly events: readonly JsonObject[]
}

export interface SimIssue {
  readonly record: JsonObject & {
    readonly number: number
    readonly updated_at: string
    readonly created_at: string
    readonly node_id: string
  }
  /** `closed` and `reopened`, oldest first. */
  readonly events: readonly JsonObject[]
}

export interface SimDeployment {
  readonly record: JsonObject & { readonly id: number; readonly node_id: string; readonly created_at: string }
  /** Oldest first. */
  readonly statuses: readonly JsonObject[]
}

export interface SimTag {
  readonly name: string
  readonly sha: string
  readonly committedAt: string
  /** When an annotated tag was made; null for a light one. */
  readonly taggedAt: string | null
}

export interface SimRun {
  readonly record: JsonObject & { readonly id: number; readonly created_at: string }
  readonly jobs: readonly JsonObject[]
}

/** A commit as REST has it. */
export interface SimCommit extends JsonObject {
  readonly sha: string
  readonly commit: JsonObject
  readonly parents: readonly { readonly sha: string }[]
}

/** The default branch, and all commits there are: of others, too. */
export interface SimHistory {
  /** Null in an empty repository. */
  readonly head: string | null
  readonly commits: readonly SimCommit[]
}

export interface SimRepository {
  readonly id: number
  readonly record: JsonObject & { readonly name: string; readonly full_name: string }
  readonly pulls: readonly SimPull[]
  readonly issues: readonly SimIssue[]
  readonly releases: readonly JsonObject[]
  readonly tags: readonly SimTag[]
  readonly deployments: readonly SimDeployment[]
  readonly runs: readonly SimRun[]
  /** Empty, if absent. */
  readonly history?: SimHistory
}

/** The data a site begins with. */
export interface World {
  readonly repositories: readonly SimRepository[]
}

/** A time as GitHub writes it, whole seconds: `2026-01-31T08:00:00Z`. */
export const githubTime = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
