import type { JobProgress } from '../../shared/model/job.ts'
import { formatCount, formatDuration } from './format.ts'

/** By this computer's time. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** What a run is doing, in one line: `weir: commits 1,200 of 5,000, 24%, 3,000/s, 2 s left`. */
export function progressLine(progress: JobProgress): string {
  const { dataSourceName, stream, done, total, fraction, ratePerSecond, remainingMs, waitingUntil } = progress
  const parts = [
    `${dataSourceName}: ${stream} ${formatCount(done)}${total === null ? '' : ` of ${formatCount(total)}`}`,
    fraction === null ? null : `${Math.floor(fraction * 100)}%`,
    ratePerSecond === null ? null : `${formatCount(Math.round(ratePerSecond))}/s`,
    remainingMs === null ? null : `${formatDuration(remainingMs)} left`,
    waitingUntil === null ? null : `waiting until ${clock.format(waitingUntil)}`,
  ]
  return parts.filter(part => part !== null).join(', ')
}
