import { parentPort, workerData } from 'node:worker_threads'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { cachedAccess } from '../connectors/sdk/cached-access.ts'
import type { Connector } from '../connectors/sdk/connector.ts'
import { connectDatabase } from '../store/connect.ts'
import { storeFault } from '../store/faults.ts'
import { askAccess } from './ask-access.ts'
import { createCommandRunner } from './command-runner.ts'
import { failureOf } from './failures.ts'
import type { FromJobThread, JobAssignment, ToJobThread } from './messages.ts'
import { createMeter } from './meter.ts'
import { type Ended, syncConnection } from './sync-connection.ts'

export type FindConnector = (id: string) => Connector | null | Promise<Connector | null>

/**
 * What a job's own thread does: runs one sync as assigned (its `workerData`), says how it ended, and goes. Resolves once that is
 * said.
 */
export async function runJobThread(findConnector: FindConnector): Promise<void> {
  const port = parentPort
  if (port === null) throw new Error('The job thread is started by the application')
  const assignment: JobAssignment = workerData
  const stop = new AbortController()
  let paused = false

  const send = (message: FromJobThread) => port.postMessage(message)
  port.on('message', (message: ToJobThread) => {
    if (message.type === 'pause') paused = true
    if (message.type === 'stop') stop.abort()
  })

  const meter = createMeter()
  const commands = createCommandRunner({
    signal: stop.signal,
    onChild: (pid, alive) => send({ type: 'child', pid, alive }),
    onRequest: meter.request,
    onBytes: meter.bytes,
  })

  const sync = async (connector: Connector): Promise<Ended> => {
    const db = connectDatabase(assignment.databasePath)
    try {
      return await syncConnection({
        db,
        connector,
        assignment,
        commands,
        access: cachedAccess(askAccess(port, stop.signal), Date.now),
        meter,
        signal: stop.signal,
        pauseRequested: () => paused,
        now: Date.now,
        send,
      })
    } finally {
      db.close()
    }
  }

  try {
    send(await sync(known(await findConnector(assignment.connectorId), assignment)))
  } catch (error) {
    send({ type: 'ended', outcome: 'failed', ...failureOf(storeFault(error) ?? error) })
  }
  port.close()
}

function known(connector: Connector | null, { connectorId }: JobAssignment): Connector {
  if (connector) return connector
  throw new WeirError('settings.invalid', {
    hint: 'This version of Weir has no connector of this kind. Install the version the connection was made with, or a later one.',
    details: { connector: connectorId },
  })
}
