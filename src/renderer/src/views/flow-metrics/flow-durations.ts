import type { FlowClock } from '../../../../shared/model/flow-filter.ts'
import { durationTicks } from '../../charts/value-ticks.ts'
import { formatDuration, formatWorkingTime } from '../../format/duration.ts'

/** How durations of a clock are told and drawn. */
export interface FlowDurations {
  /** `4 d 6 h`; working time in hours, since a working day has no fixed length: `34 h`. */
  readonly text: (ms: number) => string
  /** The same on an axis, where 0 needs no unit. */
  readonly tick: (ms: number) => string
  /** The labels of an axis from 0 to at least the largest. */
  readonly ticksFor: (maxMs: number) => number[]
}

const hour = 3_600_000

const hourSteps = [1, 2, 4, 8, 16, 20, 40, 80, 120, 160, 320, 640, 1_280, 2_560]

function hourTicks(maxMs: number): number[] {
  const step = (hourSteps.find(count => maxMs / (count * hour) <= 4) ?? Math.ceil(maxMs / hour / 4)) * hour
  return Array.from({ length: Math.max(1, Math.ceil(maxMs / step)) + 1 }, (_, index) => index * step)
}

const of = (text: (ms: number) => string, ticksFor: (maxMs: number) => number[]): FlowDurations => ({
  text,
  tick: ms => (ms === 0 ? '0' : text(ms)),
  ticksFor,
})

export const flowDurations: Readonly<Record<FlowClock, FlowDurations>> = {
  elapsed: of(formatDuration, durationTicks),
  working: of(formatWorkingTime, hourTicks),
}
