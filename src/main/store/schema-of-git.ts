import type { Generated } from 'kysely'
import type { Flag, Json } from './column-types.ts'

export interface RepositoryTable {
  id: Generated<number>
  data_source_id: number
  path: string
  default_branch: string | null
  object_format: string
  shallow: Flag
  /** Where it was cloned from, as `host/owner/name` in lower case; null when unknown. Matches `hosted_repositories.location`. */
  origin: Generated<string | null>
  /** How its commits are read: of a clone, through the code host's API, or not at all. */
  history: Generated<'clone' | 'api' | 'none'>
  /** Why commits that are wanted are not read: `refused`, the code host does not show them. */
  history_problem: Generated<'refused' | null>
  /** Counted up with every page that touches what deployments are made from; equal to `derived_seq` when they are up to date. */
  changed_seq: number
  /** Counted up beside `changed_seq` by pages that only add to what was there, or change rows that are noted in `hosted_changes`. */
  appended_seq: Generated<number>
  derived_seq: number
  /** The rule the deployments were made by; null before the first derivation. */
  derived_rule: Json | null
}

/** One identity per e-mail (compared in lower case), as `.mailmap` left it. */
export interface PersonTable {
  id: Generated<number>
  email: string
  name: string
  /** When the name was last used, by the dates of the commits and tags that bear it. */
  named_at: number
  /** As its name and e-mail tell; the user may know better. */
  bot: Flag
  /** Both are set by a trigger: its row of `identities`, and the person that counts as. */
  identity_id: Generated<number>
  person_id: Generated<number>
}

export interface CommitTable {
  id: Generated<number>
  repository_id: number
  sha: Buffer
  author_id: number
  committer_id: number
  authored_at: number
  author_offset_minutes: number
  committed_at: number
  committer_offset_minutes: number
  subject: string
  parents: number
  active: Flag
  /** Null until counted; 0 for merges, as `git log --numstat` has it. */
  additions: number | null
  deletions: number | null
  files: number | null
}

/** What could name an issue or a commit in the body of a commit's message: its lines with a digit. Most have no row. */
export interface CommitMentionTable {
  commit_id: number
  text: string
}

/** The graph. Position 0 is the first parent. A parent outside a shallow clone has no row. */
export interface CommitParentTable {
  commit_id: number
  position: number
  parent_id: number
}

export interface TagTable {
  id: Generated<number>
  repository_id: number
  name: string
  /** Null for a tag on a tree or a file. */
  commit_id: number | null
  annotated: Flag
  tagged_at: number | null
  tagger_id: number | null
  active: Flag
}

export interface BranchTable {
  id: Generated<number>
  repository_id: number
  name: string
  commit_id: number
  active: Flag
}

/** The rules the user saved; a repository without one follows Weir's choice. */
export interface DeploymentRuleTable {
  repository_id: number
  rule: Json
  updated_at: number
}
