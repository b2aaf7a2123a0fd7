import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from '../../shared/contract/client.ts'
import type { Transport } from '../../shared/contract/transport.ts'
import { createInvalidator } from './api/invalidator.ts'
import { bridgePushes } from './api/push-bridge.ts'
import { createQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { useLiveDatabaseTask } from './stores/live-database-task.ts'
import { useLiveHealth } from './stores/live-health.ts'
import { useLiveJobs } from './stores/live-jobs.ts'
import { useLiveOrchestrator } from './stores/live-orchestrator.ts'

/** How long changes are gathered before what is on screen is asked for again. */
const gatherMs = 300

/** Draws the app into `root` over a transport. Returns the function that takes it away again. */
export function start(root: HTMLElement, transport: Transport): () => void {
  const client = createClient(transport)
  const queries = createQueryClient()
  const invalidator = createInvalidator(queries, gatherMs)
  const stopPushes = bridgePushes(client, invalidator, {
    liveJobs: useLiveJobs,
    liveOrchestrator: useLiveOrchestrator,
    liveHealth: useLiveHealth,
    liveDatabaseTask: useLiveDatabaseTask,
  })
  const tree = createRoot(root)
  tree.render(
    <StrictMode>
      <App client={client} queries={queries} />
    </StrictMode>,
  )
  return () => {
    tree.unmount()
    stopPushes()
    invalidator.stop()
    transport.close()
  }
}
