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

const tries = 15
const betweenTriesMs = 200

/**
 * Reaches the Weir that runs on the data folder, or opens it here. When the folder is held but nobody answers, another Weir is just
 * starting or ending: worth waiting a moment for.
 * @throws WeirError `store.locked` when that goes on.
 */
export async function openWeir(options: HeadlessOptions): Promise<OpenWeir> {
  for (let attempt = 1; ; attempt++) {
    const transport = await connectLocal(options.dataFolder)
    if (transport) return { kind: 'running', transport, close: async () => transport.close() }
    const headless = await openHeadlessApplication(options)
    if (headless.blockedBy?.code !== 'store.locked')
      return { kind: 'opened', transport: inProcessTransport(headless.app), headless, close: headless.close }
    await headless.close()
    if (attempt === tries) throw WeirError.fromFault(headless.blockedBy)
    await delay(betweenTriesMs)
  }
}
