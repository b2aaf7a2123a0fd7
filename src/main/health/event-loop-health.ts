import { type Finding, failing, healthy, warning } from './finding.ts'

export const slowMs = 100
export const verySlowMs = 1_000

export interface LoopDelay {
  /** How late the main thread was at its work, at worst in 99 of 100 moments. */
  readonly p99Ms: number
  readonly maxMs: number
}

export function judgeEventLoop(delay: LoopDelay | null): Finding {
  if (delay === null) return healthy('Not measured yet.', { p99Ms: null, maxMs: null })
  const facts = { p99Ms: Math.round(delay.p99Ms), maxMs: Math.round(delay.maxMs) }
  const hint = 'Close other programs that keep this machine busy. If it stays slow, restart Weir.'
  if (delay.p99Ms > verySlowMs) return failing('Weir hardly gets to answer.', hint, facts)
  if (delay.p99Ms > slowMs) return warning('Weir answers slowly.', hint, facts)
  return healthy('Weir answers at once.', facts)
}
