import type { Client } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { JobId } from '../../shared/model/ids.ts'
import type { JobSummary } from '../../shared/model/job.ts'
import { chooseConnections } from './choose-connections.ts'
import { faultLines } from './fault-lines.ts'
import { followJobs } from './follow-jobs.ts'
import { formatCount, formatDuration } from './format.ts'
import { createProgressDisplay } from './progress-display.ts'
import type { Terminal } from './terminal.ts'

export const exitCodes = { finished: 0, failed: 1, usage: 2, interrupted: 130 } as const

/**
 * Syncs one connection or all enabled ones in the foreground. The first interrupt pauses at the next checkpoint, the second one
 * stops by force. Returns the exit code. @throws WeirError when a sync cannot be started.
 */
export async function sync(client: Client, wanted: string | undefined, terminal: Terminal): Promise<number> {
  const connections = chooseConnections(await client.request('connections.list'), wanted)
  const display = createProgressDisplay(terminal)
  if (connections.length === 0) {
    display.say('There is nothing to sync: no connection is enabled.')
    return exitCodes.finished
  }
  const jobIds = connections.map(({ jobId }) => jobId)

  let interrupts = 0
  const stopListening = terminal.onInterrupt(() => {
    interrupts++
    if (interrupts > 2) return
    display.say(interrupts === 1 ? 'Pausing at the next checkpoint. Ctrl-C again stops at once.' : 'Stopping …')
    const ask = interrupts === 1 ? pause : forceStop
    ask(client, jobIds).catch(error => display.say(faultLines(error).join('\n')))
  })
  try {
    const started: JobId[] = []
    for (const jobId of jobIds) {
      if (interrupts > 0) break
      await start(client, jobId)
      started.push(jobId)
    }
    const ended = await followJobs(client, started, {
      onProgress: display.show,
      onSettled: job => display.say(endLine(job)),
    })
    return exitCode(ended)
  } finally {
    display.end()
    stopListening()
  }
}

async function start(client: Client, jobId: JobId): Promise<void> {
  const job = await client.request('jobs.get', { jobId })
  if (job.state === 'PAUSED') await client.request('jobs.resume', { jobId })
  else if (job.state !== 'RUNNING') await client.request('jobs.runNow', { jobId })
}

/** A job that only waits leaves the queue. */
async function pause(client: Client, jobIds: readonly JobId[]): Promise<void> {
  for (const job of await current(client, jobIds))
    if (job.state === 'RUNNING' || job.queuePosition !== null)
      await unlessOver(client.request('jobs.pause', { jobId: job.id }))
}

async function forceStop(client: Client, jobIds: readonly JobId[]): Promise<void> {
  for (const job of await current(client, jobIds))
    if (job.state === 'RUNNING') await unlessOver(client.request('jobs.forceStop', { jobId: job.id }))
    else if (job.queuePosition !== null) await unlessOver(client.request('jobs.dequeue', { jobId: job.id }))
}

const current = async (client: Client, jobIds: readonly JobId[]) =>
  (await client.request('jobs.list')).filter(job => jobIds.includes(job.id))

/** A job that ended in this very moment need not be paused any more. */
async function unlessOver(asked: Promise<unknown>): Promise<void> {
  try {
    await asked
  } catch (error) {
    if (!(error instanceof WeirError && error.code === 'job.conflict')) throw error
  }
}

function exitCode(ended: readonly JobSummary[]): number {
  const failed = (job: JobSummary) => job.state === 'FAILED' && job.fault?.code !== 'run.stopped'
  if (ended.some(failed)) return exitCodes.failed
  return ended.length > 0 && ended.every(job => job.state === 'FINISHED') ? exitCodes.finished : exitCodes.interrupted
}

function endLine({ connectionName, state, fault, lastRun }: JobSummary): string {
  if (state === 'FINISHED' && lastRun) {
    const { read, written, deleted, skipped, activeMs } = lastRun
    const counts = `${formatCount(read)} read, ${formatCount(written)} written, ${formatCount(deleted)} deleted, ${formatCount(skipped)} skipped`
    return `${connectionName}: finished in ${formatDuration(activeMs)} (${counts})`
  }
  if (state === 'PAUSED') return `${connectionName}: paused. Run the sync again to go on.`
  if (state === 'PENDING') return `${connectionName}: taken out of the queue.`
  if (fault?.code === 'run.stopped')
    return `${connectionName}: stopped. Run the sync again to go on from its last checkpoint.`
  return `${connectionName}: ${state === 'FINISHED' ? 'finished' : `failed. ${fault ? `${fault.hint} (${fault.code})` : ''}`}`
}
