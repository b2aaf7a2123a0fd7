import { WeirError } from '../shared/contract/weir-error.ts'
import type { ConnectionId, JobId } from '../shared/model/ids.ts'
import type { JobSummary } from '../shared/model/job.ts'
import type { Background } from './background.ts'
import type { Orchestrator } from './orchestrator/orchestrator.ts'
import type { Logger } from './ports.ts'

export interface ServiceSyncsOptions {
  readonly orchestrator: Pick<Orchestrator, 'list' | 'runNow'>
  readonly inBackground: Background['begin']
  readonly logger: Logger
}

/** Has the connections synced in which the user told services apart: what commits touch is asked of Git by their jobs. */
export interface ServiceSyncs {
  wanted(connectionId: ConnectionId): void
  jobEnded(job: Pick<JobSummary, 'id' | 'connectionId'>): void
}

/** A job that runs already has begun without the new service: it runs once more when it has ended. One that may not run does so when it may. */
export function createServiceSyncs({ orchestrator, inBackground, logger }: ServiceSyncsOptions): ServiceSyncs {
  const running = new Set<ConnectionId>()

  async function run(jobId: JobId, connectionId: ConnectionId): Promise<void> {
    try {
      await orchestrator.runNow(jobId)
    } catch (error) {
      if (!(error instanceof WeirError) || error.code !== 'job.conflict') throw error
      logger.info('The commits of a service are looked for by a later sync', { connectionId, hint: error.hint })
    }
  }

  return {
    wanted(connectionId) {
      inBackground('looking for the commits of a service', async () => {
        const job = (await orchestrator.list()).find(each => each.connectionId === connectionId)
        if (!job) return
        if (job.state === 'RUNNING') running.add(connectionId)
        else await run(job.id, connectionId)
      })
    },
    jobEnded({ id, connectionId }) {
      if (running.delete(connectionId)) {
        inBackground('looking for the commits of a service', () => run(id, connectionId))
      }
    },
  }
}
