import type { FlowClock } from '../../../../shared/model/flow-filter.ts'
import { formatDuration, formatWorkingTime } from '../../format/duration.ts'

/** Which hours durations are made of. */
export const clockTexts: Readonly<Record<FlowClock, string>> = {
  elapsed: 'All hours count.',
  working: 'Working hours count, on working days.',
}

/** A duration as its clock tells it. */
export const durationBy: Readonly<Record<FlowClock, (ms: number) => string>> = {
  elapsed: formatDuration,
  working: formatWorkingTime,
}
