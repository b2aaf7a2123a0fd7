import { z } from 'zod'
import { Fault } from '../contract/faults.ts'
import { ConnectionId, DataSourceId, JobId } from './ids.ts'
import { RemoteBudget } from './job.ts'
import { SignInOffer } from './sign-in.ts'
import { Count, Instant } from './time.ts'

export const AuthKind = z.enum(['oauth2', 'api_key', 'username_password', 'token', 'none'])
export type AuthKind = z.infer<typeof AuthKind>

export const ConnectionStatus = z.enum(['idle', 'verifying', 'syncing'])
export type ConnectionStatus = z.infer<typeof ConnectionStatus>

const Noun = z.object({ one: z.string(), many: z.string() })
export type Noun = z.infer<typeof Noun>

/** A connector as the catalogue shows it. Its forms are JSON Schemas made from its own zod schemas. */
export const ConnectorSummary = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  auth: z.array(AuthKind),
  sourceNoun: Noun,
  /** What its data sources are called where there are several kinds of them, by kind. */
  sourceKinds: z.record(z.string(), Noun),
  /** What adding a connection is called: "Connect Jira". */
  addLabel: z.string(),
  settingsSchema: z.record(z.string(), z.unknown()),
  credentialsSchema: z.record(z.string(), z.unknown()).nullable(),
  signIn: SignInOffer.nullable(),
})
export type ConnectorSummary = z.infer<typeof ConnectorSummary>

/** Something a connection could sync, found by `discover`. `warning` says what is odd about it (empty, shallow, …). */
export const SourceOption = z.object({
  externalId: z.string().min(1),
  name: z.string(),
  kind: z.string(),
  description: z.string(),
  warning: z.string().nullable(),
  /** How much there is in it, in words; null when nobody knows. */
  amount: z.string().nullable().default(null),
  /** Whether a new connection takes it unless the user decides otherwise. */
  suggested: z.boolean().default(true),
})
/** As a connector gives it. */
export type FoundSource = z.input<typeof SourceOption>
export type SourceOption = z.infer<typeof SourceOption>

export const VerificationCheck = z.object({ name: z.string(), ok: z.boolean(), hint: z.string().nullable() })
export type VerificationCheck = z.infer<typeof VerificationCheck>

/** What a setting can be, as a verification has found it. */
export const SettingChoices = z.object({
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  /** What applies while none is chosen; null for nothing. */
  automatic: z.string().nullable(),
})
export type SettingChoices = z.infer<typeof SettingChoices>

/** By the setting's name. */
export const FoundChoices = z.record(z.string(), SettingChoices)
export type FoundChoices = z.infer<typeof FoundChoices>

export const Verification = z.object({
  id: z.string(),
  connectorId: z.string(),
  connectionId: ConnectionId.nullable(),
  status: z.enum(['verifying', 'passed', 'failed', 'cancelled']),
  attempt: Count,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  identity: z.string().nullable(),
  product: z.string().nullable(),
  checks: z.array(VerificationCheck),
  /** When the verified credentials cease to be valid; null when nobody knows. */
  credentialsExpireAt: Instant.nullable(),
  options: z.array(SourceOption),
  choices: FoundChoices,
  fault: Fault.nullable(),
})
export type Verification = z.infer<typeof Verification>

export const ConnectionSummary = z.object({
  id: ConnectionId,
  connectorId: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** A cron expression of its own; null follows the cycle. */
  schedule: z.string().nullable(),
  status: ConnectionStatus,
  lastSyncStatus: z.enum(['finished', 'failed', 'paused', 'stopped', 'interrupted']).nullable(),
  lastSyncAt: Instant.nullable(),
  lastSyncError: Fault.nullable(),
  lastVerificationAt: Instant.nullable(),
  lastVerificationError: Fault.nullable(),
  jobId: JobId,
  sources: Count,
  activeSources: Count,
  createdAt: Instant,
})
export type ConnectionSummary = z.infer<typeof ConnectionSummary>

export const DataSource = z.object({
  id: DataSourceId,
  connectionId: ConnectionId,
  externalId: z.string(),
  name: z.string(),
  kind: z.string(),
  description: z.string(),
  active: z.boolean(),
  lastSyncAt: Instant.nullable(),
})
export type DataSource = z.infer<typeof DataSource>

/** Whether a secret is set, never the secret: `mask` is what may be shown in its place. */
export const CredentialField = z.object({ name: z.string(), mask: z.string().nullable() })
export type CredentialField = z.infer<typeof CredentialField>

/** How much a remote still lets be asked, as it told at `at`. */
export const KnownBudgets = z.object({ at: Instant, budgets: z.array(RemoteBudget) })
export type KnownBudgets = z.infer<typeof KnownBudgets>

export const ConnectionDetail = ConnectionSummary.extend({
  settings: z.record(z.string(), z.unknown()),
  credentials: z.array(CredentialField),
  dataSources: z.array(DataSource),
  latestOptions: z.array(SourceOption),
  /** What its settings can be, as the last verification found; empty before one. */
  latestChoices: FoundChoices,
  /** Null while nobody knows: many remotes tell of no limit, and one that is over is not shown. */
  knownBudgets: KnownBudgets.nullable(),
})
export type ConnectionDetail = z.infer<typeof ConnectionDetail>

/** How many issues a data source has at present. */
export const SourceIssues = z.object({ dataSourceId: DataSourceId, issues: Count })
export type SourceIssues = z.infer<typeof SourceIssues>

/** What disappears with a connection or a data source; `mirrorBytes` is disk space that removal frees. */
export const Impact = z.object({
  dataSources: Count,
  repositories: Count,
  commits: Count,
  people: Count,
  tags: Count,
  deployments: Count,
  pullRequests: Count,
  issues: Count,
  runs: Count,
  mirrorBytes: Count,
})
export type Impact = z.infer<typeof Impact>
