import type { Client } from '../../shared/contract/client.ts'
import type { Fault } from '../../shared/contract/faults.ts'
import { toFault } from '../../shared/contract/weir-error.ts'
import type { HealthLevel } from '../../shared/model/health.ts'
import type { JobId } from '../../shared/model/ids.ts'
import type { JobSummary } from '../../shared/model/job.ts'
import type { OrchestratorStatus } from '../../shared/model/orchestrator.ts'

/** What the tray knows. */
export interface TrayFacts {
  readonly jobs: readonly JobSummary[]
  /** Null until it is known. */
  readonly status: OrchestratorStatus | null
  readonly health: HealthLevel
  /** Why nothing can be asked; null when all is well. */
  readonly fault: Fault | null
}

export const unknownFacts: TrayFacts = { jobs: [], status: null, health: 'healthy', fault: null }

/** Tells what the tray should show, whenever that changes: asked once, then kept by the application's pushes. Returns what ends it. */
export function followTrayFacts(client: Client, onChange: (facts: TrayFacts) => void): () => void {
  let facts = unknownFacts
  let ended = false
  const change = (part: Partial<TrayFacts>) => {
    if (ended) return
    facts = { ...facts, ...part }
    onChange(facts)
  }
  const changeJob = (jobId: JobId, next: (job: JobSummary) => JobSummary) => {
    if (facts.jobs.some(({ id }) => id === jobId))
      change({ jobs: facts.jobs.map(job => (job.id === jobId ? next(job) : job)) })
    else ask()
  }

  let asking = false
  let askAgain = false
  const ask = () => {
    askAgain = true
    if (!asking) void askWhileNeeded()
  }
  const askWhileNeeded = async () => {
    asking = true
    while (askAgain && !ended) {
      askAgain = false
      change(await asked(client))
    }
    asking = false
  }

  const stops = [
    client.on('job_status', job => changeJob(job.id, () => job)),
    client.on('progress_update', progress => changeJob(progress.jobId, job => ({ ...job, progress }))),
    client.on('orchestrator_status', status => change({ status })),
    client.on('system_health', ({ level }) => change({ health: level })),
    client.on('data_changed', ({ tables }) => {
      if (tables.includes('connections')) ask()
    }),
  ]
  ask()
  return () => {
    ended = true
    for (const stop of stops) stop()
  }
}

async function asked(client: Client): Promise<Partial<TrayFacts>> {
  try {
    const [jobs, status, health] = await Promise.all([
      client.request('jobs.list'),
      client.request('orchestrator.status'),
      client.request('health.get'),
    ])
    return { jobs, status, health: health.level, fault: null }
  } catch (error) {
    return { fault: toFault(error, '') }
  }
}
