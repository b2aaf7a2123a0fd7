import type { Client } from '../../../shared/contract/client.ts'
import type { LiveJobsStore } from '../stores/live-jobs.ts'
import type { LiveOrchestratorStore } from '../stores/live-orchestrator.ts'
import type { Invalidator } from './invalidator.ts'

/** What holds the state that is pushed. */
export interface LiveStores {
  readonly liveJobs: LiveJobsStore
  readonly liveOrchestrator: LiveOrchestratorStore
}

/**
 * Carries pushes to where they matter: live states to their stores, changed tables and verifications to the request cache.
 * When the channel is up after it was not, everything is asked again. Returns the function that stops it.
 */
export function bridgePushes(
  client: Client,
  invalidator: Invalidator,
  { liveJobs, liveOrchestrator }: LiveStores,
): () => void {
  let before = client.transport.state
  const stops = [
    client.on('job_status', job => liveJobs.getState().jobPushed(job)),
    client.on('progress_update', progress => liveJobs.getState().progressPushed(progress)),
    client.on('orchestrator_status', status => liveOrchestrator.getState().statusPushed(status)),
    client.on('data_changed', ({ tables }) => invalidator.tablesChanged(tables)),
    client.on('data_source_update', update => invalidator.sourcesChanged(update.verificationId)),
    client.transport.onState(state => {
      // What waited for the first connection is only now being asked.
      if (state === 'live' && before !== 'connecting') {
        liveJobs.getState().reset()
        liveOrchestrator.getState().reset()
        invalidator.everythingChanged()
      }
      before = state
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
