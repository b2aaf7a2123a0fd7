/** The wall clock and a monotonic one, read at the same moment. */
export interface ClockReading {
  readonly wallMs: number
  readonly monotonicMs: number
}

/** The wall clock has left the monotonic one: by `byMs`, negative when it was set back. A machine that slept looks like a jump ahead. */
export interface ClockJump {
  readonly at: number
  readonly byMs: number
}

/** Clocks are set right by less than this all the time. */
export const jumpThresholdMs = 5_000

/** The jump between two readings; null when both clocks went on together. */
export function jumpBetween(before: ClockReading, after: ClockReading): ClockJump | null {
  const byMs = after.wallMs - before.wallMs - (after.monotonicMs - before.monotonicMs)
  return Math.abs(byMs) > jumpThresholdMs ? { at: after.wallMs, byMs: Math.round(byMs) } : null
}
