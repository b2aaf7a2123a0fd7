import type { Client } from '../../../shared/contract/client.ts'
import type { LiveJobsStore } from '../stores/live-jobs.ts'
import type { Invalidator } from './invalidator.ts'

/**
 * Carries pushes to where they matter: live job states to the store, changed tables and verifications to the request cache.
 * After a reconnect everything is asked again. Returns the function that stops it.
 */
export function bridgePushes(client: Client, invalidator: Invalidator, liveJobs: LiveJobsStore): () => void {
  let wasLive = client.transport.state === 'live'
  const stops = [
    client.on('job_status', job => liveJobs.getState().jobPushed(job)),
    client.on('progress_update', progress => liveJobs.getState().progressPushed(progress)),
    client.on('data_changed', ({ tables }) => invalidator.tablesChanged(tables)),
    client.on('data_source_update', update => invalidator.sourcesChanged(update.verificationId)),
    client.transport.onState(state => {
      if (state === 'live' && !wasLive) {
        liveJobs.getState().reset()
        invalidator.everythingChanged()
      }
      wasLive = state === 'live'
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
