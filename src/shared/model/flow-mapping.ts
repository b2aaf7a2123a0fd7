import { z } from 'zod'
import { FlowConfig } from './flow.ts'
import { FlowVersionId, IssueId } from './ids.ts'
import { Count, DurationMs, Instant } from './time.ts'

/** Something wrong with a flow configuration: errors refuse saving. `path` is that of the document (`flows.0.steps.1.name`). */
export const FlowProblem = z.object({ severity: z.enum(['error', 'warning']), path: z.string(), message: z.string() })
export type FlowProblem = z.infer<typeof FlowProblem>

/** The status's category as its tracker has it; unknown for one only found in history. */
export const TrackerCategory = z.enum(['todo', 'in_progress', 'done', 'unknown'])
export type TrackerCategory = z.infer<typeof TrackerCategory>

/** How many issues of a type are in a status now, and how many ever were. */
export const StatusUse = z.object({ issueType: z.string(), now: Count, ever: Count })
export type StatusUse = z.infer<typeof StatusUse>

/** Every status of one name, of all connections together. */
export const KnownStatus = z.object({
  name: z.string(),
  category: TrackerCategory,
  /** Names of the connections it is known in. */
  connections: z.array(z.string()),
  /** No tracker lists one of that name any more: it was deleted or renamed. */
  historyOnly: z.boolean(),
  /** How many of them, told apart by the tracker's ids, are in histories and no longer listed. */
  unlisted: Count,
  /** By issue type; types none of whose issues ever were in it are left out. */
  uses: z.array(StatusUse),
})
export type KnownStatus = z.infer<typeof KnownStatus>

/** Every issue type of one name, of all connections together. */
export const KnownIssueType = z.object({
  name: z.string(),
  /** 1 and more for epics, 0 for ordinary issues, -1 for sub-tasks. */
  level: z.int(),
  connections: z.array(z.string()),
  issues: Count,
})
export type KnownIssueType = z.infer<typeof KnownIssueType>

/** A configuration that was saved. The one of the highest revision is in force. */
export const FlowVersion = z.object({
  revision: FlowVersionId,
  savedAt: Instant,
  /** Null: Weir itself, from the trackers' boards. */
  author: z.string().nullable(),
  summary: z.string(),
})
export type FlowVersion = z.infer<typeof FlowVersion>

export const FlowMapping = z.object({
  /** What is in force; null until there are issues. */
  inForce: z.object({ config: FlowConfig, version: FlowVersion, problems: z.array(FlowProblem) }).nullable(),
  statuses: z.array(KnownStatus),
  issueTypes: z.array(KnownIssueType),
  /** The steps of issues do not follow the version in force yet. */
  recomputing: z.boolean(),
  /** Ids that no step and no flow has ever had. */
  nextStepId: Count.min(1),
  nextFlowId: Count.min(1),
})
export type FlowMapping = z.infer<typeof FlowMapping>

/** The key figures of a configuration. */
export const FlowFigures = z.object({
  /** Issues in any flow. */
  issues: Count,
  /** Of those finished in the period with a known start; null without any. */
  cycleTimeMedianMs: DurationMs.nullable(),
  cycleTimeP85Ms: DurationMs.nullable(),
  /** Issues finished in the period. */
  finished: Count,
  /** Issues started and not done, now. */
  inProgress: Count,
  /** Issues whose present status no step has. */
  unmapped: Count,
})
export type FlowFigures = z.infer<typeof FlowFigures>

/** What a configuration makes of an issue. */
export const IssueOutcome = z.object({
  /** Null: in no flow. */
  flow: z.string().nullable(),
  /** Null: in no flow, or in an unmapped status. */
  step: z.string().nullable(),
  startedAt: Instant.nullable(),
  doneAt: Instant.nullable(),
})
export type IssueOutcome = z.infer<typeof IssueOutcome>

/** What would change with another configuration, from what is stored; elapsed time, the clock runs on over moves backwards. */
export const FlowImpact = z.object({
  /** Issues whose flow, steps, start or end change. */
  affected: Count,
  issues: Count,
  days: Count,
  before: FlowFigures,
  after: FlowFigures,
  /** Some of those affected, those updated last first. */
  examples: z.array(
    z.object({ issueId: IssueId, key: z.string(), summary: z.string(), before: IssueOutcome, after: IssueOutcome }),
  ),
})
export type FlowImpact = z.infer<typeof FlowImpact>
