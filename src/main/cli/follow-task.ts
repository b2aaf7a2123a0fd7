import type { Client } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { DatabaseTask } from '../../shared/model/database.ts'
import type { Terminal } from './terminal.ts'

/**
 * Begins work on the database and resolves with its task once it has ended. An interrupt cancels it, where that is possible.
 * @throws WeirError when it cannot begin; `rpc.disconnected` when the connection breaks meanwhile.
 */
export async function followTask(
  client: Client,
  begin: () => Promise<unknown>,
  terminal: Terminal,
): Promise<DatabaseTask> {
  const { promise, resolve, reject } = Promise.withResolvers<DatabaseTask>()
  let tenth = 0
  const stops = [
    client.on('database_task', task => {
      if (task.status !== 'running') return resolve(task)
      const reached = Math.floor((task.fraction ?? 0) * 10)
      if (reached > tenth) terminal.err(`${reached * 10}%`)
      tenth = reached
    }),
    client.transport.onState(state => {
      if (state !== 'live') reject(lost())
    }),
    terminal.onInterrupt(() => {
      client.request('database.cancel').catch(error => {
        terminal.err(error instanceof WeirError ? error.hint : 'This cannot be cancelled now.')
      })
    }),
  ]
  try {
    await begin()
    return await promise
  } finally {
    for (const stop of stops) stop()
  }
}

const lost = () =>
  new WeirError('rpc.disconnected', {
    hint: 'The Weir that did this has ended or is gone. Look at `weir database info`.',
  })
