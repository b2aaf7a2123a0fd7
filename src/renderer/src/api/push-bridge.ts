import type { Client } from '../../../shared/contract/client.ts'
import type { DatabaseTask } from '../../../shared/model/database.ts'
import type { LiveDatabaseTaskStore } from '../stores/live-database-task.ts'
import type { LiveHealthStore } from '../stores/live-health.ts'
import type { LiveJobsStore } from '../stores/live-jobs.ts'
import type { LiveOrchestratorStore } from '../stores/live-orchestrator.ts'
import type { Invalidator } from './invalidator.ts'

/** What holds the state that is pushed. */
export interface LiveStores {
  readonly liveJobs: LiveJobsStore
  readonly liveOrchestrator: LiveOrchestratorStore
  readonly liveHealth: LiveHealthStore
  readonly liveDatabaseTask: LiveDatabaseTaskStore
}

/**
 * Carries pushes to where they matter: live states to their stores, changed tables and verifications to the request cache.
 * When the channel is up after it was not, everything is asked again. Returns the function that stops it.
 */
export function bridgePushes(
  client: Client,
  invalidator: Invalidator,
  { liveJobs, liveOrchestrator, liveHealth, liveDatabaseTask }: LiveStores,
): () => void {
  let before = client.transport.state
  const forgetPushed = () => {
    liveJobs.getState().reset()
    liveOrchestrator.getState().reset()
    liveHealth.getState().reset()
  }
  const startAfresh = () => {
    forgetPushed()
    invalidator.everythingChanged()
  }
  const stops = [
    client.on('job_status', job => liveJobs.getState().jobPushed(job)),
    client.on('progress_update', progress => liveJobs.getState().progressPushed(progress)),
    client.on('orchestrator_status', status => liveOrchestrator.getState().statusPushed(status)),
    client.on('system_health', health => liveHealth.getState().healthPushed(health)),
    client.on('database_task', task => {
      liveDatabaseTask.getState().taskPushed(task)
      if (hasReplacedAll(task)) startAfresh()
    }),
    client.on('data_changed', ({ tables }) => invalidator.tablesChanged(tables)),
    client.on('data_source_update', update => invalidator.sourcesChanged(update.verificationId)),
    client.on('sign_in_update', ({ signInId }) => invalidator.signInChanged(signInId)),
    client.transport.onState(state => {
      // From now on what is asked for is newer than what was pushed.
      if (state === 'polling') forgetPushed()
      // What waited for the first connection is only now being asked.
      if (state === 'live' && before !== 'connecting') {
        liveDatabaseTask.getState().reset()
        startAfresh()
      }
      before = state
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Whether everything on screen may be of another database, or has failed meanwhile. */
const hasReplacedAll = ({ kind, status }: DatabaseTask) =>
  status !== 'running' && (kind === 'restore' || kind === 'move')
