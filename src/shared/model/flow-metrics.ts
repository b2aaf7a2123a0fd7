import { z } from 'zod'
import { FlowStep } from './flow.ts'
import { FlowFilter } from './flow-filter.ts'
import { FlowStepId, IssueId } from './ids.ts'
import { Count, DurationMs, Instant } from './time.ts'

/** Why there is no number: what input is missing. */
export const FlowNoData = z.enum([
  'no_issues',
  'no_issues_in_filter',
  'none_finished_in_period',
  'none_with_start',
  'none_in_progress',
  'none_finished_in_sample',
  'history_too_short',
  'period_not_begun',
])
export type FlowNoData = z.infer<typeof FlowNoData>

/** How durations spread; each percentile is null where there are none. */
export const Spread = z.object({
  medianMs: DurationMs.nullable(),
  p70Ms: DurationMs.nullable(),
  p85Ms: DurationMs.nullable(),
  p95Ms: DurationMs.nullable(),
  items: Count,
})
export type Spread = z.infer<typeof Spread>

/** What makes the numbers of a question doubtful: how many of its issues each finding is about. */
export const FlowFindings = z.object({
  /** Finished in the period without ever having been in progress: no cycle time. */
  doneWithoutStart: Count,
  /** Finished in the period after having moved back to an earlier step. */
  movedBackwards: Count,
  /** Left a done step in the period. */
  reopened: Count,
  /** Finished in the period or not at all, and in an unmapped status for a time. */
  unmapped: Count,
})
export type FlowFindings = z.infer<typeof FlowFindings>
export const FlowFinding = z.enum(['doneWithoutStart', 'movedBackwards', 'reopened', 'unmapped'])
export type FlowFinding = z.infer<typeof FlowFinding>

const span = { start: Instant, end: Instant }

/**
 * Finished items as dots: one for each, or, where there are too many to draw, one for all within the same small stretch of time and
 * range of durations. Columns of equal length.
 */
export const FlowDots = z.object({
  /** Null when each dot stands for several. */
  issueIds: z.array(IssueId).nullable(),
  keys: z.array(z.string()).nullable(),
  /** Where the dot is drawn: the mean of what it stands for. */
  at: z.array(z.number()),
  ms: z.array(DurationMs),
  items: z.array(Count),
  /** What it stands for: [from, to) of both. Null when each dot stands for one. */
  ranges: z
    .object({
      atFrom: z.array(z.number()),
      atTo: z.array(z.number()),
      msFrom: z.array(DurationMs),
      msTo: z.array(DurationMs),
    })
    .nullable(),
})
export type FlowDots = z.infer<typeof FlowDots>

export const TimeKind = z.enum(['cycle', 'lead'])
/** Cycle time: done − started. Lead time: done − created. */
export type TimeKind = z.infer<typeof TimeKind>
export const CycleTimeQuestion = z.object({ filter: FlowFilter, of: TimeKind.default('cycle') })
export type CycleTimeQuestion = z.output<typeof CycleTimeQuestion>

/** How long the items took that were finished in the period. */
export const FlowCycleTime = z.object({
  finished: Count,
  cycle: Spread,
  lead: Spread,
  /** Of the asked kind. */
  buckets: z.array(z.object({ ...span, medianMs: DurationMs.nullable(), p85Ms: DurationMs.nullable(), items: Count })),
  /** Bins of equal width; the last has no end (null) where few took far longer than the rest. */
  histogram: z.array(z.object({ fromMs: DurationMs, toMs: DurationMs.nullable(), items: Count })),
  dots: FlowDots,
  previous: z.object({ from: Instant, to: Instant, cycle: Spread, lead: Spread }),
  findings: FlowFindings,
  noData: FlowNoData.nullable(),
})
export type FlowCycleTime = z.infer<typeof FlowCycleTime>

/** Items finished per bucket. */
export const FlowThroughput = z.object({
  finished: Count,
  buckets: z.array(z.object({ ...span, items: Count })),
  /** Over the whole ISO weeks of the period; null without one. */
  medianPerWeek: z.number().nullable(),
  wholeWeeks: Count,
  previous: z.object({ from: Instant, to: Instant, finished: Count, medianPerWeek: z.number().nullable() }),
  findings: FlowFindings,
  noData: FlowNoData.nullable(),
})
export type FlowThroughput = z.infer<typeof FlowThroughput>

/** Null is Unmapped. */
const step = FlowStepId.nullable()
/** The steps of the flow the answer was made by, in order. */
const flowSteps = z.array(FlowStep)

/** Where the items finished in the period spent their time. */
export const FlowSteps = z.object({
  finished: Count,
  flowSteps,
  /** Unmapped where items were, then the flow's steps in order; a done one only where items were reopened from it. */
  steps: z.array(
    z.object({
      stepId: step,
      /** Items that were in it. */
      items: Count,
      medianMs: DurationMs.nullable(),
      p85Ms: DurationMs.nullable(),
      /** All time in it between start and done, and its share of all cycle time. */
      totalMs: DurationMs,
      share: z.number().min(0).max(1).nullable(),
    }),
  ),
  efficiency: z.object({
    /** Active time ÷ cycle time: the median over items, and of all items together. */
    median: z.number().min(0).max(1).nullable(),
    overall: z.number().min(0).max(1).nullable(),
    activeMs: DurationMs,
    cycleMs: DurationMs,
    items: Count,
  }),
  flagged: z.object({ items: Count, totalMs: DurationMs, medianMs: DurationMs.nullable() }),
  previous: z.object({ from: Instant, to: Instant, efficiencyMedian: z.number().nullable() }),
  /** Moves back to an earlier step in the period, the most frequent first. */
  returns: z.array(z.object({ fromStepId: FlowStepId, toStepId: FlowStepId, moves: Count, items: Count })),
  findings: FlowFindings,
  noData: FlowNoData.nullable(),
})
export type FlowSteps = z.infer<typeof FlowSteps>

/** Items per step at each day's end; of long periods at each bucket's end. */
export const FlowCumulative = z.object({
  flowSteps,
  /** The instants, each the end of a day or bucket, or now for the present one. */
  at: z.array(Instant),
  /** Per step in the flow's order, Unmapped first where there are items: how many were in it at each instant. */
  steps: z.array(z.object({ stepId: step, items: z.array(Count) })),
  findings: FlowFindings,
  noData: FlowNoData.nullable(),
})
export type FlowCumulative = z.infer<typeof FlowCumulative>

/** Started and not done, at each day's end; of long periods at each bucket's end. */
export const FlowWip = z.object({
  at: z.array(Instant),
  items: z.array(Count),
  now: Count,
  findings: FlowFindings,
  noData: FlowNoData.nullable(),
})
export type FlowWip = z.infer<typeof FlowWip>

/** `at` null is now; a later instant is now too. */
export const AgeingQuestion = z.object({ filter: FlowFilter, at: Instant.nullable().default(null) })
export type AgeingQuestion = z.output<typeof AgeingQuestion>

/** Work in progress at an instant, with how long each step's finished items had aged when they left it. */
export const FlowAgeing = z.object({
  at: Instant,
  /** Of the filter's length, before `at`: whose finished items the ages are seen against, and whose findings are told. */
  period: z.object({ from: Instant, to: Instant }),
  flowSteps,
  items: Count,
  age: Spread,
  steps: z.array(
    z.object({
      stepId: step,
      items: Count,
      /** Ages at leaving the step, of the items finished in the period. */
      bands: Spread,
    }),
  ),
  /** One dot per item: its step by its place in `steps`. Where there are too many, one for several of about the same age. */
  dots: z.object({
    issueIds: z.array(IssueId).nullable(),
    keys: z.array(z.string()).nullable(),
    step: z.array(Count),
    ms: z.array(DurationMs),
    items: z.array(Count),
    ranges: z.object({ msFrom: z.array(DurationMs), msTo: z.array(DurationMs) }).nullable(),
  }),
  /** Cycle times of the items finished in the period: what the ages are seen against. */
  finished: Spread,
  /** In progress longer than 85 % of those took. */
  olderThanP85: Count,
  findings: FlowFindings,
  noData: FlowNoData.nullable(),
})
export type FlowAgeing = z.infer<typeof FlowAgeing>
