import { parentPort, workerData } from 'node:worker_threads'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { findConnector } from '../connectors/registry.ts'
import type { CommandRunner, Connector } from '../connectors/sdk/connector.ts'
import { connectDatabase } from '../store/connect.ts'
import { storeFault } from '../store/faults.ts'
import { createCommandRunner } from './command-runner.ts'
import { failureOf } from './failures.ts'
import type { FromJobThread, JobAssignment, ToJobThread } from './messages.ts'
import { createMeter } from './meter.ts'
import { type Ended, syncConnection } from './sync-connection.ts'

/** A job's own thread: runs one sync as assigned, says how it ended, and goes. */
const port = parentPort
if (port === null) throw new Error('The job thread is started by the application')
const assignment: JobAssignment = workerData
const stop = new AbortController()
let paused = false

const send = (message: FromJobThread) => port.postMessage(message)
port.on('message', (message: ToJobThread) => {
  if (message.type === 'pause') paused = true
  else stop.abort()
})

const meter = createMeter()
const commands = createCommandRunner({
  signal: stop.signal,
  onChild: (pid, alive) => send({ type: 'child', pid, alive }),
  onRequest: meter.request,
  onBytes: meter.bytes,
})

send(await run(commands))
port.close()

async function run(commands: CommandRunner): Promise<Ended> {
  try {
    const connector = connectorOf(assignment.connectorId)
    const db = connectDatabase(assignment.databasePath)
    try {
      const pauseRequested = () => paused
      const { signal } = stop
      return await syncConnection({
        db,
        connector,
        assignment,
        commands,
        meter,
        signal,
        pauseRequested,
        now: Date.now,
        send,
      })
    } finally {
      db.close()
    }
  } catch (error) {
    return { type: 'ended', outcome: 'failed', ...failureOf(storeFault(error) ?? error) }
  }
}

function connectorOf(id: string): Connector {
  const connector = findConnector(id)
  if (connector) return connector
  throw new WeirError('settings.invalid', {
    hint: 'This version of Weir has no connector of this kind. Install the version the connection was made with, or a later one.',
    details: { connector: id },
  })
}
