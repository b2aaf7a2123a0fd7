import { z } from 'zod'
import { FlowFinding, TimeKind } from './flow-metrics.ts'
import { FlowStepId } from './ids.ts'
import { DurationMs, Instant } from './time.ts'

/** A range of durations, [from, to); null is without an end. */
const DurationRange = z.object({ from: DurationMs, to: DurationMs.nullable() })

/** Null is Unmapped. */
const step = FlowStepId.nullable()

/** Which of the items a filter takes are meant: those behind a number, a bar, a band or a dot. The period is the filter's. */
export const FlowItems = z.discriminatedUnion('kind', [
  /** Finished in the period; where a range is told, with a time of that kind in it. */
  z.object({
    kind: z.literal('finished'),
    timeOf: TimeKind.default('cycle'),
    ms: DurationRange.nullable().default(null),
  }),
  /** In progress at an instant as it was known then, of an age in a range, in one step. `at` null is now. */
  z.object({
    kind: z.literal('in_progress'),
    at: Instant.nullable().default(null),
    ms: DurationRange.nullable().default(null),
    /** Absent: in any. */
    stepId: step.optional(),
  }),
  /** In a step just before an instant. */
  z.object({ kind: z.literal('in_step'), at: Instant, stepId: step }),
  /** Finished in the period after having been in a step. */
  z.object({ kind: z.literal('through_step'), stepId: step }),
  /** Finished in the period and flagged between start and done. */
  z.object({ kind: z.literal('flagged') }),
  /** Moved back in the period from one step to another. */
  z.object({ kind: z.literal('returned'), fromStepId: FlowStepId, toStepId: FlowStepId }),
  z.object({ kind: z.literal('finding'), finding: FlowFinding }),
])
export type FlowItems = z.output<typeof FlowItems>
