import { z } from 'zod'
import { ConnectionId, IdentityId, PersonId, TeamId } from './ids.ts'
import { Count, Instant } from './time.ts'

/** What one system knows somebody by. */
export const Identity = z.object({
  id: IdentityId,
  /** `git`, or the connector of the account. */
  system: z.string(),
  /** Where the account is; null for a Git e-mail, which is the same in every repository. */
  connectionId: ConnectionId.nullable(),
  connectionName: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  /** As the system or its name tells. */
  bot: z.boolean(),
  /** Commits authored, and issues assigned, in what is active. */
  commits: Count,
  issues: Count,
})
export type Identity = z.infer<typeof Identity>

/** Somebody, by all the identities that count as one. */
export const PersonSummary = z.object({
  id: PersonId,
  name: z.string(),
  /** The first e-mail known; null when no system tells one. */
  email: z.string().nullable(),
  /** Each system once. */
  systems: z.array(z.string()),
  identities: Count,
  commits: Count,
  issues: Count,
  bot: z.boolean(),
  /** Whether the user said so, or Weir found it. */
  botByHand: z.boolean(),
  active: z.boolean(),
  teamIds: z.array(TeamId),
})
export type PersonSummary = z.infer<typeof PersonSummary>

export const PersonDetail = PersonSummary.extend({
  /** The name the user gave; null when it comes from the identities. */
  givenName: z.string().nullable(),
  /** The one whose name is shown first. */
  members: z.array(Identity),
  lastCommitAt: Instant.nullable(),
})
export type PersonDetail = z.infer<typeof PersonDetail>

export const PersonKind = z.enum(['all', 'people', 'bots', 'inactive', 'merged'])
export type PersonKind = z.infer<typeof PersonKind>

export const PersonSort = z.enum(['name', 'commits', 'issues'])
export type PersonSort = z.infer<typeof PersonSort>

/** Why two people may be the same, with what they share. */
export const MatchReason = z.object({
  kind: z.enum(['email', 'github_address', 'name', 'login', 'name_in_email']),
  value: z.string(),
})
export type MatchReason = z.infer<typeof MatchReason>

/** `strong`: the same e-mail, or the address GitHub gives the account. `likely`: the same full name. `weak`: something else in common. */
export const MatchStrength = z.enum(['strong', 'likely', 'weak'])
export type MatchStrength = z.infer<typeof MatchStrength>

/** Two people that look like one. Merging keeps what is set of `into`: the one with more work. */
export const MatchSuggestion = z.object({
  into: PersonSummary,
  other: PersonSummary,
  strength: MatchStrength,
  reasons: z.array(MatchReason),
})
export type MatchSuggestion = z.infer<typeof MatchSuggestion>

export const PersonPair = z.object({ into: PersonId, other: PersonId })
export type PersonPair = z.infer<typeof PersonPair>

/** Identities that are to be one person; the first leads. */
export const IdentityGroup = z.array(IdentityId).min(1).max(5000)
export type IdentityGroup = z.infer<typeof IdentityGroup>
