import type { JobProgress, JobSummary, RemoteBudget, RunOutcome, RunTrigger } from '../../../../shared/model/job.ts'
import type { Tone } from '../../components/state-badge.tsx'
import { formatRemaining } from '../../format/duration.ts'
import { formatCount, formatRate } from '../../format/number.ts'
import { formatClock, formatClockSeconds } from '../../format/time.ts'

export interface StateText {
  readonly label: string
  readonly tone: Tone
}

/** A job's state in words, with what it is on the way to. */
export function jobStateText(job: Pick<JobSummary, 'state' | 'intent' | 'queuePosition' | 'lastRun'>): StateText {
  if (job.intent === 'stopping') return { label: 'Stopping', tone: 'warning' }
  if (job.intent === 'pausing') return { label: 'Pausing', tone: 'warning' }
  if (job.queuePosition !== null && job.state !== 'RUNNING') return { label: 'Queued', tone: 'busy' }
  switch (job.state) {
    case 'PENDING':
      return { label: job.lastRun ? 'Waiting' : 'Not run yet', tone: 'idle' }
    case 'RUNNING':
      return { label: 'Running', tone: 'busy' }
    case 'PAUSED':
      return { label: 'Paused', tone: 'warning' }
    case 'FINISHED':
      return { label: 'Finished', tone: 'ok' }
    case 'FAILED':
      return { label: job.lastRun?.outcome === 'stopped' ? 'Stopped' : 'Failed', tone: 'danger' }
  }
}

export const outcomeTexts: Readonly<Record<RunOutcome, StateText>> = {
  running: { label: 'Running', tone: 'busy' },
  paused: { label: 'Paused', tone: 'warning' },
  finished: { label: 'Finished', tone: 'ok' },
  failed: { label: 'Failed', tone: 'danger' },
  stopped: { label: 'Stopped', tone: 'danger' },
  interrupted: { label: 'Interrupted', tone: 'danger' },
}

export const triggerTexts: Readonly<Record<RunTrigger, string>> = {
  manual: 'By hand',
  schedule: 'Scheduled',
  retry: 'Retry',
  webhook: 'Webhook',
}

/** A stream's name as read: `commit_stats` → `commit stats`. */
export const streamText = (stream: string): string => streamNames[stream] ?? stream.replaceAll('_', ' ')

const streamNames: Readonly<Record<string, string>> = {
  issue_sweep: 'issue keys',
  hosted_repository: 'repository details',
  hosted_tags: 'tags at the host',
  repository_issues: 'issues',
}

/** What a run works on: `api · commits`, with its place among the steps. */
export function workText(progress: JobProgress): string {
  const what = [progress.dataSourceName, streamText(progress.stream)].filter(part => part !== '').join(' · ')
  return progress.steps > 1 ? `${what} (step ${formatCount(progress.step)} of ${formatCount(progress.steps)})` : what
}

/** How far a run is: `12,400 of 61,000`, `4,200/s`, `about 12 s left`, or what it waits for. What is not known is left out. */
export function progressTexts(progress: JobProgress, timeZone: string): readonly string[] {
  const { done, total, ratePerSecond, remainingMs, waitingUntil } = progress
  const count = total === null ? `${formatCount(done)} read` : `${formatCount(done)} of ${formatCount(total)}`
  const budgets = (progress.budgets ?? []).map(budget => budgetText(budget, timeZone))
  if (waitingUntil !== null) return [count, `waiting until ${formatClockSeconds(waitingUntil, timeZone)}`, ...budgets]
  return [
    count,
    ...(ratePerSecond === null ? [] : [formatRate(ratePerSecond)]),
    ...(remainingMs === null ? [] : [formatRemaining(remainingMs)]),
    ...budgets,
  ]
}

/** What a remote has left: `GitHub core: 4,987 of 5,000 requests left until 14:05`. */
export const budgetText = ({ name, remaining, limit, resetsAt }: RemoteBudget, timeZone: string): string =>
  `${name}: ${formatCount(remaining)} of ${formatCount(limit)} requests left until ${formatClock(resetsAt, timeZone)}`
