import { z } from 'zod'
import { StepCategory, StepColor } from './flow.ts'
import { BackwardRule, FlowClock } from './flow-filter.ts'
import { FlowId, FlowStepId, IssueId } from './ids.ts'
import { Count, DurationMs, Instant, TimeZone } from './time.ts'

/** A half-open time. One that lasts has no end; its length, by the asked clock, is up to now. */
const span = { from: Instant, to: Instant.nullable(), ms: DurationMs }

export const StatusKind = z.enum(['todo', 'in_progress', 'done', 'unknown'])

export const StatusTime = z.object({
  ...span,
  /** As it was called then. */
  name: z.string(),
  category: StatusKind,
})
export type StatusTime = z.infer<typeof StatusTime>

export const StepTime = z.object({
  ...span,
  /** Null is Unmapped: no step has its statuses. */
  step: z
    .object({ id: FlowStepId, name: z.string(), category: StepCategory, wait: z.boolean(), color: StepColor })
    .nullable(),
  statuses: z.array(StatusTime),
})
export type StepTime = z.infer<typeof StepTime>

/** Why an issue counts in no flow: no active data source names it, or its type is in none, on purpose or not. */
export const NotCounted = z.enum(['inactive', 'type_left_out', 'type_unmapped'])
export type NotCounted = z.infer<typeof NotCounted>

export const IssueQuestion = z.object({
  issueId: IssueId,
  backward: BackwardRule.default('keep'),
  clock: FlowClock.default('elapsed'),
  timeZone: TimeZone.default('UTC'),
})
export type IssueQuestion = z.output<typeof IssueQuestion>

export const IssueDetail = z.object({
  id: IssueId,
  key: z.string(),
  /** Its page in the tracker; null where that is not served securely. */
  url: z.string().nullable(),
  summary: z.string(),
  connectionName: z.string(),
  project: z.object({ key: z.string(), name: z.string() }),
  issueType: z.string(),
  status: z.object({ name: z.string(), category: StatusKind }),
  priority: z.string().nullable(),
  resolution: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  resolvedAt: Instant.nullable(),
  /** `2026-01-31` */
  dueOn: z.string().nullable(),
  parent: z.object({ id: IssueId, key: z.string(), summary: z.string() }).nullable(),
  assignee: z.string().nullable(),
  reporter: z.string().nullable(),
  labels: z.array(z.string()),
  sprints: z.array(z.object({ name: z.string(), state: z.string() })),
  storyPoints: z.number().nullable(),
  flagged: z.boolean(),
  severity: z.string().nullable(),
  team: z.string().nullable(),

  flow: z.object({ id: FlowId, name: z.string() }).nullable(),
  notCounted: NotCounted.nullable(),
  /** By time. Without a flow there is one, Unmapped, with all statuses. */
  steps: z.array(StepTime),
  /** By the asked rule for moving backwards and clock. */
  work: z.object({
    startedAt: Instant.nullable(),
    doneAt: Instant.nullable(),
    cycleMs: DurationMs.nullable(),
    leadMs: DurationMs.nullable(),
    /** Of work in progress: now − started. */
    ageMs: DurationMs.nullable(),
    flaggedMs: DurationMs,
  }),
  /** The newest first; the rest is only counted. */
  changes: z.array(
    z.object({
      at: Instant,
      author: z.string().nullable(),
      field: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  changeCount: Count,
})
export type IssueDetail = z.infer<typeof IssueDetail>
