import { useRequest } from '../../../api/use-request.ts'
import { faultHint, faultOf } from '../../../faults.ts'
import { scheduleError } from './schedule-error.ts'

export interface Preview {
  /** Epoch ms; null while they are not known. */
  readonly nextRunsAt: readonly number[] | null
  /** Why there are none. */
  readonly error: string | null
}

/** When a cron expression would start a sync next; nothing for an empty one. */
export function usePreview(schedule: string): Preview {
  const request = useRequest('schedules.preview', { schedule }, { enabled: schedule !== '', gcTimeMs: 0 })
  if (schedule === '') return { nextRunsAt: null, error: null }
  const fault = request.error && faultOf(request.error)
  return {
    nextRunsAt: request.data?.nextRunsAt ?? null,
    error: fault && (scheduleError(fault) ?? faultHint(fault)),
  }
}
