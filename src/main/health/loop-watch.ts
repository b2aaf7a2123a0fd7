import type { LoopDelay } from './event-loop-health.ts'

/** The part of `perf_hooks`' event-loop delay monitor that is read; nanoseconds. */
export interface DelayHistogram {
  readonly count: number
  readonly max: number
  percentile(percentile: number): number
  reset(): void
}

export interface LoopWatch {
  /** The worse of the minute under way and the one before it; null before there is enough to tell. */
  read(): LoopDelay | null
}

const minuteMs = 60_000
const enough = 100

/**
 * Reads the event loop's delay minute by minute. What the histogram counts is the time between two ticks of a timer, so its
 * resolution (the time there should be) is taken off.
 */
export function createLoopWatch(
  histogram: DelayHistogram,
  resolutionMs: number,
  monotonicNow: () => number,
): LoopWatch {
  let begun = monotonicNow()
  let before: LoopDelay | null = null

  const current = (): LoopDelay | null => {
    if (histogram.count < enough) return null
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs)
    return { p99Ms: late(histogram.percentile(99)), maxMs: late(histogram.max) }
  }

  return {
    read() {
      const now = current()
      const worst =
        now && before
          ? { p99Ms: Math.max(now.p99Ms, before.p99Ms), maxMs: Math.max(now.maxMs, before.maxMs) }
          : (now ?? before)
      if (monotonicNow() - begun >= minuteMs) {
        before = now
        begun = monotonicNow()
        histogram.reset()
      }
      return worst
    },
  }
}
