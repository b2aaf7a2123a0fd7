import type { Generated } from 'kysely'
import type { TeamColor } from '../../shared/model/teams.ts'
import type { Flag } from './column-types.ts'

/**
 * One row per identity a system knows somebody by, kept by triggers on `people` (Git) and `accounts` (trackers). A person is an
 * identity that is not merged into another, with those merged into it; its row holds what the user says of the person. A row that holds
 * a decision outlives what it identifies, and is found again by its key.
 */
export interface IdentityTable {
  id: Generated<number>
  /** `git`, or the connector of the account. */
  system: string
  /** The address of the account's server. */
  scope: string
  /** The e-mail, or the account's id on its server. */
  key: string
  /** The person's identity; null for itself. Never a merged one. */
  merged_into: number | null
  given_name: string | null
  /** Null leaves it to what the identities look like. */
  bot_by_hand: Flag | null
  active: Generated<Flag>
}

/** Two identities the user said are not the same person; `one_id` is the smaller. */
export interface RejectedMatchTable {
  one_id: number
  other_id: number
}

export interface TeamTable {
  id: Generated<number>
  name: string
  color: TeamColor
}

/** The identity the person had when it was added: whoever that counts as now is in the team. */
export interface TeamPersonTable {
  team_id: number
  identity_id: number
}

export interface TeamProjectTable {
  team_id: number
  project_id: number
}

export interface TeamRepositoryTable {
  team_id: number
  repository_id: number
}

export interface PeopleTables {
  identities: IdentityTable
  rejected_matches: RejectedMatchTable
  teams: TeamTable
  team_people: TeamPersonTable
  team_projects: TeamProjectTable
  team_repositories: TeamRepositoryTable
}
