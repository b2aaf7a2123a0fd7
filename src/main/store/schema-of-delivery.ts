import type { Generated } from 'kysely'
import type { IncidentSource } from '../../shared/model/incidents.ts'
import type { Flag, Json } from './column-types.ts'

/** A part of a repository with deployments of its own. A repository that has any is measured by them alone. */
export interface ServiceTable {
  id: Generated<number>
  repository_id: number
  name: string
  /** Globs as git knows them, as a JSON array of text. */
  paths: Json
  /** Null: whatever the repository's rule finds is a deployment of it. */
  rule: Json | null
  /** The `paths` that `service_commits` holds all commits of; null before it does. */
  listed_for: string | null
  updated_at: number
}

/** The commits that touch a service's paths; a merge as compared with its first parent. Those of a removed service are about to go. */
export interface ServiceCommitTable {
  service_id: number
  commit_id: number
}

/**
 * Production deployments, derived from tags, branches, the graph and what the code host tells; made by the maintenance thread. One
 * counts when its result is success.
 */
export interface DeploymentTable {
  id: Generated<number>
  repository_id: number
  /** 0: of the repository as a whole, which has no services. */
  service_id: Generated<number>
  /** Where it comes from, the same at every derivation: `c12` (a commit), `d3`, `w4`, `r5` (rows of the code host). */
  key: string
  /** Tag name, environment's name, or the short sha of a merge. */
  name: string
  /** Null where its source knows none. */
  environment: string | null
  /** Null: nobody told, or it is not in the graph. */
  commit_id: number | null
  finished_at: number
  result: Generated<'success' | 'failure'>
  /** Its source told of a failure after it had finished. */
  broke_at: number | null
  /** The first known one of its service: its changes cannot be told. */
  first: Flag
  /** Commits first contained in it; of a first deployment, its whole history. */
  changes: number
  /** An incident belongs to it. */
  failed: Generated<Flag>
  restored_at: number | null
  /** It ships a change made for an incident. */
  unplanned: Generated<Flag>
}

/** Derived: the deployment a commit first shipped with. `lead_time_ms` is null when negative. First deployments have no rows. */
export interface DeploymentChangeTable {
  commit_id: number
  service_id: Generated<number>
  deployment_id: number
  lead_time_ms: number | null
}

/** Derived: the deployment a pull request shipped with, and its stages; null where there is no data. */
export interface PullRequestChangeTable {
  pull_request_id: number
  service_id: Generated<number>
  deployment_id: number
  lead_time_ms: number | null
  coding_ms: number | null
  pickup_ms: number | null
  review_ms: number | null
  deploy_ms: number | null
  /** Its dates contradict each other: some stage would be negative. */
  contradictory: Flag
  /** There was no graph to tell by. */
  by_time: Flag
}

/**
 * Derived: the services of a repository that a pull request of its code host belongs to. Every active one has a row where Git tells what
 * commits touch; elsewhere none has.
 */
export interface PullRequestServiceTable {
  pull_request_id: number
  repository_id: number
  /** 0: none of them. -1: Git does not know its commits. */
  service_id: number
}

/** The rules the user saved; a repository without follows Weir's. */
export interface IncidentRulesTable {
  repository_id: number
  rules: Json
  updated_at: number
}

/** Derived, except for what `incident_links` says. */
export interface IncidentTable {
  id: Generated<number>
  repository_id: number
  service_id: Generated<number>
  /** The same at every derivation: `issue:12`, `revert:34` (a commit), `hotfix:56`, `deployment:d7`. */
  key: string
  source: IncidentSource
  title: string
  began_at: number
  ended_at: number | null
  issue_id: number | null
  commit_id: number | null
  deployment_id: number | null
  by_hand: Flag
  fix_deployment_id: number | null
}

/** What the user said: an incident belongs to this deployment (by its key), or to none (null). */
export interface IncidentLinkTable {
  repository_id: number
  service_id: Generated<number>
  incident_key: string
  deployment_key: string | null
  linked_at: number
}

/** What a commit's message says: what it reverts, the branch it merges. Commits of which neither can be told have no row. */
export interface CommitMarkTable {
  commit_id: number
  reverts: string | null
  /** The commit its body names as reverted. */
  reverts_sha: Buffer | null
  branch: string | null
}

/** Keys of issues that a commit's message names, as the issues have them. */
export interface CommitIssueTable {
  commit_id: number
  key: string
}

/** Keys of issues that a pull request's title, branch or the subjects of its commits name, as the issues have them. */
export interface PullRequestIssueTable {
  pull_request_id: number
  key: string
}

/** What the user said names the issues of a project. */
export interface IssueKeyRuleTable {
  project_id: number
  rule: Json
  /** Its patterns are being tried. */
  trying: Generated<Flag>
  /** They took too long: they are not used. */
  too_slow: Generated<Flag>
  updated_at: number
}

/** How far a repository's derivation has got, beside `repositories.derived_seq`. */
export interface DeliveryStateTable {
  repository_id: number
  /** What a change is: a pull request where there are merged ones, else a commit. */
  unit: 'commit' | 'pull_request'
  /** Messages of commits up to this id have been read. */
  scanned_commit_id: number
  /** The rules about issue keys they were read for. */
  scanned_for: string
  /** Counted up when the issues that its commits and pull requests name have changed. */
  named_version: Generated<number>
}

/** What a repository's deployments were last made from, when all of it was written: see `MadeFrom`. */
export interface DerivationTable {
  repository_id: number
  made_from: Json
}

/** Rows of a code host that have changed since they were written; what is derived from them is not up to date yet. */
export interface HostedChangeTable {
  id: Generated<number>
  table_name: string
  row_id: number
  data_source_id: number
}

/** The commits that a service's deployments hold by ancestry, its own and others: see `packCommits`. */
export interface ShippedCommitsTable {
  repository_id: number
  /** 0: the repository as a whole. */
  service_id: number
  packed: Buffer
}

/** Commits that were found to touch a service after all of its commits had been; deployments do not know of them yet. */
export interface ServiceChangeTable {
  id: Generated<number>
  service_id: number
  commit_id: number
}

export interface DeliveryTables {
  services: ServiceTable
  service_commits: ServiceCommitTable
  deployments: DeploymentTable
  deployment_changes: DeploymentChangeTable
  pull_request_changes: PullRequestChangeTable
  pull_request_services: PullRequestServiceTable
  incident_rules: IncidentRulesTable
  incidents: IncidentTable
  incident_links: IncidentLinkTable
  commit_marks: CommitMarkTable
  issue_key_rules: IssueKeyRuleTable
  commit_issues: CommitIssueTable
  pull_request_issues: PullRequestIssueTable
  delivery_states: DeliveryStateTable
  derivations: DerivationTable
  hosted_changes: HostedChangeTable
  shipped_commits: ShippedCommitsTable
  service_changes: ServiceChangeTable
}
