import type { Client } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { JobId } from '../../shared/model/ids.ts'
import type { JobProgress, JobSummary } from '../../shared/model/job.ts'

export interface JobWatch {
  readonly onProgress: (progress: JobProgress) => void
  /** Called once for each job, when it neither runs nor waits any more. */
  readonly onSettled: (job: JobSummary) => void
}

/** Whether a job neither runs nor waits for its turn. */
export const isSettled = (job: JobSummary): boolean => job.state !== 'RUNNING' && job.queuePosition === null

/**
 * Follows jobs that were started until all have settled, and returns them as they ended.
 * @throws WeirError `rpc.disconnected` when the connection breaks meanwhile.
 */
export function followJobs(client: Client, jobIds: readonly JobId[], watch: JobWatch): Promise<readonly JobSummary[]> {
  const open = new Set(jobIds)
  const settled: JobSummary[] = []
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = []
    const finish = (end: () => void) => {
      for (const stop of stops) stop()
      end()
    }
    const look = (job: JobSummary) => {
      if (!open.has(job.id) || !isSettled(job)) return
      open.delete(job.id)
      settled.push(job)
      watch.onSettled(job)
      if (open.size === 0) finish(() => resolve(settled))
    }
    stops.push(
      client.on('job_status', look),
      client.on('progress_update', progress => {
        if (open.has(progress.jobId)) watch.onProgress(progress)
      }),
      client.transport.onState(state => {
        if (state !== 'live') finish(() => reject(lost()))
      }),
    )
    // What has settled before anybody listened.
    client.request('jobs.list').then(
      jobs => {
        for (const job of jobs) look(job)
        if (jobIds.length === 0) finish(() => resolve(settled))
      },
      error => finish(() => reject(error)),
    )
  })
}

const lost = () =>
  new WeirError('rpc.disconnected', {
    hint: 'The Weir that runs this sync has ended or is gone. Run the sync again: it goes on from its last checkpoint.',
  })
