import type { NoticeKind } from '../../shared/model/orchestrator.ts'
import type { JobStatus } from './job-state.ts'

/** A run is long, and its end worth telling, from this many ms on. */
export const longRunMs = 60_000

/**
 * What the user should hear of a run's end: a long one finished, one failed and no retry follows, credentials need
 * attention. Null for what they asked for themselves and for what heals by itself.
 */
export function noticeOfEnd(
  status: Pick<JobStatus, 'state' | 'fault'>,
  run: { readonly tookMs: number; readonly retryAt: number | null },
): NoticeKind | null {
  if (status.state === 'FINISHED') return run.tookMs >= longRunMs ? 'finished' : null
  if (status.state !== 'FAILED' || status.fault === null || status.fault.code === 'run.stopped') return null
  if (status.fault.code.startsWith('auth.')) return 'credentials'
  return run.retryAt === null ? 'failed' : null
}
