import type { ClockJump } from './clock-watch.ts'
import { type Finding, failing, healthy } from './finding.ts'

const day = 86_400_000
/** Stored times may be so far ahead: clocks are set right by a little all the time. */
export const aheadToleranceMs = 60_000

export interface ClockMeasure {
  readonly lastJump: ClockJump | null
  /** The newest time that the last run has stored; null before there is one. */
  readonly newestStoredAt: number | null
}

export function judgeClock({ lastJump, newestStoredAt }: ClockMeasure, now: number): Finding {
  const facts = { newestStoredAt, lastJumpAt: lastJump?.at ?? null, lastJumpMs: lastJump?.byMs ?? null }
  if (newestStoredAt !== null && newestStoredAt > now + aheadToleranceMs)
    return failing(
      'The clock of this machine is behind: the last sync lies in the future.',
      'Set the date and time of this machine. If they are right now, the next sync puts it in order.',
      facts,
    )
  if (lastJump === null || now - lastJump.at > day) return healthy('The clock goes evenly.', facts)
  if (lastJump.byMs < 0) return healthy('The clock was set back within the last day.', facts)
  return healthy('The clock jumped ahead, or the machine slept, within the last day.', facts)
}
