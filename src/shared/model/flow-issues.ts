import { z } from 'zod'
import { FlowFilter } from './flow-filter.ts'
import { FlowFinding, TimeKind } from './flow-metrics.ts'
import { FlowStepId, IssueId } from './ids.ts'
import { PageRequest } from './metrics.ts'
import { Count, DurationMs, Instant } from './time.ts'

/** Null is Unmapped. */
const step = FlowStepId.nullable()
/** A half-open range of durations; null has no end. */
const ms = z.object({ from: z.number(), to: z.number().nullable() }).nullable().default(null)
const span = { from: Instant, to: Instant }

/** Which issues of a filter: what a number or a mark in a chart stands for. */
export const FlowIssuesWhat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('ids'), issueIds: z.array(IssueId).max(5_000) }),
  /** Done in [from, to), with a time of that kind in the range: a bucket, a bar of a histogram, a dot. */
  z.object({ kind: z.literal('finished'), ...span, of: TimeKind.default('cycle'), ms }),
  /** Finished in the filter's period and in the step at some time before: a bar of time in step. */
  z.object({ kind: z.literal('throughStep'), stepId: step }),
  /** Finished in the filter's period and flagged between start and done. */
  z.object({ kind: z.literal('flagged') }),
  /** Moved back from the one step to the other in the filter's period. */
  z.object({ kind: z.literal('returned'), fromStepId: FlowStepId, toStepId: FlowStepId }),
  /** In the step just before an instant: a mark of the cumulative flow. */
  z.object({ kind: z.literal('inStep'), stepId: step, at: Instant }),
  /** In progress just before an instant: a mark of the work in progress. */
  z.object({ kind: z.literal('wip'), at: Instant }),
  /** In progress at an instant as it was known then, with an age in the range; in any step where none is named. */
  z.object({ kind: z.literal('ageing'), at: Instant, stepId: step.optional(), ms }),
  /** What a finding is about: of the filter's period or another, as it is known now or was at an instant. */
  z.object({
    kind: z.literal('finding'),
    finding: FlowFinding,
    period: z.object(span).nullable().default(null),
    at: Instant.nullable().default(null),
  }),
])
export type FlowIssuesWhat = z.infer<typeof FlowIssuesWhat>

export const FlowIssueSort = z.enum([
  'key',
  'summary',
  'type',
  'status',
  'assignee',
  'created',
  'started',
  'done',
  'cycle',
  'lead',
  'age',
])
export type FlowIssueSort = z.infer<typeof FlowIssueSort>

export const FlowIssuesQuestion = z.object({
  filter: FlowFilter,
  what: FlowIssuesWhat,
  sort: FlowIssueSort.default('done'),
  descending: z.boolean().default(true),
  page: PageRequest,
})
export type FlowIssuesQuestion = z.output<typeof FlowIssuesQuestion>

/** An issue with its times by the filter's rule and clock. */
export const FlowIssueItem = z.object({
  id: IssueId,
  key: z.string(),
  summary: z.string(),
  issueType: z.string(),
  status: z.string(),
  /** The present one; null is Unmapped. */
  stepId: step,
  assignee: z.string().nullable(),
  flagged: z.boolean(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  cycleMs: DurationMs.nullable(),
  leadMs: DurationMs.nullable(),
  /** Of work in progress: at the instant the question names, else now. */
  ageMs: DurationMs.nullable(),
})
export type FlowIssueItem = z.infer<typeof FlowIssueItem>

export const FlowIssueList = z.object({ rows: z.array(FlowIssueItem), total: Count })
