import type { Client } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { JobSummary } from '../../shared/model/job.ts'
import { chooseConnections } from './choose-connections.ts'
import { stateWords } from './job-lines.ts'

export type JobVerb = 'run' | 'pause' | 'resume' | 'stop'

/**
 * Does with one connection's job what the verb says, and returns the line to print. Asking for what is already so changes nothing.
 * It has been recorded then, not carried out.
 * @throws WeirError `rpc.not_found` for an unknown name, `job.conflict` when it cannot be done now.
 */
export async function steerJob(client: Client, verb: JobVerb, wanted: string): Promise<string> {
  const [connection] = chooseConnections(await client.request('connections.list'), wanted)
  if (!connection) throw new WeirError('rpc.not_found', { hint: 'There is no such connection.' })
  const job = await client.request('jobs.get', { jobId: connection.jobId })
  const { said, next } = await steer(client, verb, job)
  return `${job.connectionName}: ${said ?? stateWords(next)}`
}

interface Outcome {
  readonly next: JobSummary
  /** What there is to say other than the job's state. */
  readonly said?: string
}

async function steer(client: Client, verb: JobVerb, job: JobSummary): Promise<Outcome> {
  const jobId = job.id
  const waits = job.queuePosition !== null
  switch (verb) {
    case 'run':
      if (job.state === 'PAUSED') return { next: await client.request('jobs.resume', { jobId }) }
      if (job.state === 'RUNNING' && job.intent === 'pausing')
        return { next: await client.request('jobs.resume', { jobId }) }
      return { next: job.state === 'RUNNING' ? job : await client.request('jobs.runNow', { jobId }) }
    case 'pause':
      if (job.state === 'RUNNING') return { next: await client.request('jobs.pause', { jobId }) }
      if (waits) return { next: await client.request('jobs.pause', { jobId }), said: 'taken out of the queue' }
      return { next: job, said: job.state === 'PAUSED' ? 'paused' : 'there is nothing to pause' }
    case 'resume':
      if (job.state === 'PAUSED' || (job.state === 'RUNNING' && job.intent === 'pausing'))
        return { next: await client.request('jobs.resume', { jobId }) }
      return job.state === 'RUNNING' || waits ? { next: job } : { next: job, said: 'there is nothing to resume' }
    case 'stop':
      if (job.state === 'RUNNING') return { next: await client.request('jobs.forceStop', { jobId }) }
      if (job.state === 'PAUSED') return { next: await client.request('jobs.forceStop', { jobId }), said: 'stopped' }
      if (waits) return { next: await client.request('jobs.dequeue', { jobId }), said: 'taken out of the queue' }
      return { next: job, said: 'there is nothing to stop' }
  }
}

/** Does with every job what the verb says, and returns the line to print. */
export async function steerAll(client: Client, verb: Exclude<JobVerb, 'stop'>): Promise<string> {
  switch (verb) {
    case 'run': {
      const { held, running, queue } = await client.request('orchestrator.runAll')
      if (held) return 'Everything is paused: `weir resume --all` ends that.'
      const waiting = queue.length + (running === null ? 0 : 1)
      return waiting === 0 ? 'There is nothing to sync.' : `${waiting} running or waiting.`
    }
    case 'pause': {
      const { running } = await client.request('jobs.pauseAll')
      return running === null
        ? 'Everything is paused: nothing starts until `weir resume --all`.'
        : 'The running sync pauses at its next checkpoint; nothing starts until `weir resume --all`.'
    }
    case 'resume': {
      const { running, queue } = await client.request('jobs.resumeAll')
      return `Nothing is held back any more; ${queue.length + (running === null ? 0 : 1)} running or waiting.`
    }
  }
}
