import type { CodeHostEntity, CodeHostRemovedKind } from './code-entities.ts'
import type { TrackerEntity } from './issue-entities.ts'

/**
 * Our canonical rows, as connectors make them and the store writes them. Times are epoch ms; shas are lower-case hex
 * (40 or 64 characters); e-mails and names are what the source's own identity rules (`.mailmap`) made of them.
 */
export interface PersonRef {
  readonly name: string
  readonly email: string
}

export interface RepositoryEntity {
  readonly kind: 'repository'
  readonly path: string
  readonly defaultBranch: string | null
  readonly objectFormat: 'sha1' | 'sha256'
  readonly shallow: boolean
  /** Where it was cloned from, as `github.com/owner/name` in lower case; null or absent when nobody knows. */
  readonly origin?: string | null
  /** How its commits are read; a clone, if absent. */
  readonly history?: 'clone' | 'api' | 'none'
  /** Why they are not; null or absent when they are. `refused`: the code host does not show them to the credentials. */
  readonly historyProblem?: 'refused' | null
}

export interface CommitEntity {
  readonly kind: 'commit'
  readonly sha: string
  readonly parents: readonly string[]
  readonly author: PersonRef
  readonly authoredAt: number
  readonly authorOffsetMinutes: number
  readonly committer: PersonRef
  readonly committedAt: number
  readonly committerOffsetMinutes: number
  readonly subject: string
  /**
   * What else of its message could name an issue or a commit: the lines of the body that hold a digit. Null or absent when there
   * are none.
   */
  readonly mentions?: string | null
}

export interface CommitStatsEntity {
  readonly kind: 'commit_stats'
  readonly sha: string
  readonly additions: number
  readonly deletions: number
  readonly files: number
}

/**
 * Commits that touch a service's paths. `begin`: those known so far are none; `complete`: these were the last of its history. It counts
 * only while the service has just these paths.
 */
export interface ServiceCommitsEntity {
  readonly kind: 'service_commits'
  readonly serviceId: number
  readonly paths: readonly string[]
  readonly shas: readonly string[]
  readonly begin?: true
  readonly complete?: true
}

export interface TagEntity {
  readonly kind: 'tag'
  readonly name: string
  /** The commit it points at, peeled; null for a tag on a tree or a file. */
  readonly commitSha: string | null
  readonly annotated: boolean
  /** When an annotated tag was made; null for a light one. */
  readonly taggedAt: number | null
  readonly tagger: PersonRef | null
}

export interface BranchEntity {
  readonly kind: 'branch'
  /** The full name without `refs/`: `heads/main`, `remotes/origin/main`. */
  readonly name: string
  readonly commitSha: string
}

export type GitEntity =
  | RepositoryEntity
  | CommitEntity
  | CommitStatsEntity
  | ServiceCommitsEntity
  | TagEntity
  | BranchEntity
export type Entity = GitEntity | TrackerEntity | CodeHostEntity

/** The kinds a source tells to be gone. */
export type GitRemovedKind = 'commit' | 'tag' | 'branch'
export type TrackerRemovedKind = 'project' | 'issue_type' | 'status' | 'field' | 'board' | 'sprint' | 'issue'

/** A row that is gone at the source, by its external key: a commit's sha, a tag's or branch's name, an external id. */
export interface Removed {
  readonly kind: GitRemovedKind | TrackerRemovedKind | CodeHostRemovedKind
  readonly key: string
}
