import { setTimeout as delay } from 'node:timers/promises'
import type { Transport } from '../../shared/contract/transport.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { connectLocal } from '../web/connect-local.ts'
import { type HeadlessApplication, type HeadlessOptions, openHeadlessApplication } from './headless-application.ts'
import { inProcessTransport } from './in-process-transport.ts'

/** A Weir on the data folder: the one that runs there already, or one opened in this process. */
export type OpenWeir =
  | { readonly kind: 'running'; readonly transport: Transport; close(): Promise<void> }
  | {
      readonly kind: 'opened'
      readonly transport: Transport
      readonly headless: HeadlessApplication
      close(): Promise<void>
    }

interface Patience {
  readonly tries: number
  readonly waitMs: (attempt: number) => number
}

/** Half a minute in all: on a busy machine a Weir may take long to start, to end, or to be done with its one command. */
const patience: Patience = { tries: 35, waitMs: attempt => Math.min(1_000, attempt * 100) }

/**
 * Reaches the Weir that runs on the data folder, or opens it here. When the folder is held but nobody answers, another Weir is just
 * starting or ending, or a single command has it: worth waiting for.
 * @throws WeirError `store.locked` when that goes on.
 */
export async function openWeir(options: HeadlessOptions, { tries, waitMs } = patience): Promise<OpenWeir> {
  for (let attempt = 1; ; attempt++) {
    const transport = await reachRunning(options.dataFolder)
    if (transport) return { kind: 'running', transport, close: async () => transport.close() }
    const headless = await openHeadlessApplication(options)
    if (headless.blockedBy?.code !== 'store.locked')
      return { kind: 'opened', transport: inProcessTransport(headless.app), headless, close: headless.close }
    await headless.close()
    if (attempt === tries) throw WeirError.fromFault(headless.blockedBy)
    await delay(waitMs(attempt))
  }
}

/** Null when none runs there, or it is ending and takes no requests any more. */
async function reachRunning(dataFolder: string): Promise<Transport | null> {
  const transport = await connectLocal(dataFolder)
  if (transport === null) return null
  const reply = await transport.request({ id: 'first', method: 'orchestrator.status' })
  if (reply.ok || reply.fault.code !== 'rpc.disconnected') return transport
  transport.close()
  return null
}
