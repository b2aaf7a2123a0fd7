import type { JobSummary, RunSummary } from '../../shared/model/job.ts'
import { formatDuration, formatTable } from './format.ts'

/** The jobs as a table for reading in a terminal. `now` is epoch ms. */
export function jobLines(jobs: readonly JobSummary[], now: number): string[] {
  if (jobs.length === 0) return ['There are no connections yet.']
  const rows = jobs.map(job => [
    job.connectionName,
    stateWords(job),
    progressWords(job),
    nextStart(job, now),
    lastRun(job.lastRun, now),
  ])
  return formatTable([['connection', 'state', 'progress', 'next start', 'last run'], ...rows], { textColumns: 5 })
}

/** What a job does, in a few words: `running`, `pausing`, `waiting (2)`, `failed, waits for you`. */
export function stateWords(job: JobSummary): string {
  const { state, intent, queuePosition, waitsForUser, connectionEnabled } = job
  if (state === 'RUNNING') return intent === 'none' ? 'running' : intent
  if (queuePosition !== null) return `waiting (${queuePosition})`
  if (!connectionEnabled) return 'off'
  if (state === 'FAILED') return waitsForUser ? 'failed, waits for you' : 'failed'
  if (state === 'PENDING') return 'not running'
  return state.toLowerCase()
}

function progressWords({ state, progress }: JobSummary): string {
  if (state !== 'RUNNING' && state !== 'PAUSED') return ''
  if (progress === null) return ''
  const { fraction, dataSourceName, stream } = progress
  const where = `${dataSourceName} ${stream}`
  return fraction === null ? where : `${Math.floor(fraction * 100)}% ${where}`
}

function nextStart({ nextRunAt, nextRunBy }: JobSummary, now: number): string {
  if (nextRunAt === null) return '–'
  const when = nextRunAt <= now ? 'now' : `in ${formatDuration(nextRunAt - now)}`
  return nextRunBy === null ? when : `${when} (${nextRunBy})`
}

function lastRun(run: RunSummary | null, now: number): string {
  if (run === null) return 'never'
  const { outcome, endedAt, startedAt } = run
  const ago = formatDuration(Math.max(0, now - (endedAt ?? startedAt)))
  return endedAt === null ? `${outcome} for ${ago}` : `${outcome} ${ago} ago`
}
