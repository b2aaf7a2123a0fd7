import type { JobSummary } from '../../../../shared/model/job.ts'
import { formatPercent } from '../../format/number.ts'

type Working = Pick<JobSummary, 'connectionName' | 'state' | 'intent' | 'queuePosition' | 'progress'>

/** What the jobs do, part by part: `Everything is paused`, `Shop 45%`, `2 queued`; nothing when they rest. */
export function workParts(jobs: readonly Working[], held: boolean): readonly string[] {
  const running = jobs.find(job => job.state === 'RUNNING')
  const queued = jobs.filter(job => job.state !== 'RUNNING' && job.queuePosition !== null).length
  return [
    ...(held ? ['Everything is paused'] : []),
    ...(running ? [runningText(running)] : []),
    ...(queued > 0 ? [`${queued} queued`] : []),
  ]
}

function runningText({ connectionName, intent, progress }: Working): string {
  if (intent === 'stopping') return `${connectionName} is being stopped`
  if (intent === 'pausing') return `${connectionName} pauses`
  const fraction = progress?.fraction ?? null
  return fraction === null ? `${connectionName} syncs` : `${connectionName} ${formatPercent(fraction)}`
}
