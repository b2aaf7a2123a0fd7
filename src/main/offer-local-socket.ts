import { AppInfo } from '../shared/model/app-info.ts'
import type { Application } from './application.ts'
import type { Caller, Logger } from './ports.ts'
import { type LocalSocket, openLocalSocket } from './web/local-socket.ts'

const asking: Caller = { id: 'local-socket', role: 'viewer', local: true }

/**
 * Opens the socket by which other programs of this user reach the application, as soon as it holds its data folder: without that
 * the socket there may be another Weir's. Resolves to what closes it again.
 */
export async function offerLocalSocket(app: Application, dataFolder: string, logger: Logger) {
  let socket: Promise<LocalSocket | null> | null = null
  const offer = async () => {
    if (await isBlocked(app)) return
    socket ??= openLocalSocket({ app, dataFolder, logger }).catch((error: unknown) => {
      logger.warn('Other programs cannot reach this Weir: its local socket cannot be opened', { error: String(error) })
      return null
    })
    await socket
  }
  const stopWatching = app.subscribe(({ event }) => {
    if (event === 'data_changed' && socket === null) void offer()
  })
  await offer()
  return async () => {
    stopWatching()
    await (await socket)?.close()
  }
}

async function isBlocked(app: Application): Promise<boolean> {
  const reply = await app.handle(asking, { id: 'local-socket', method: 'app.info' })
  return !reply.ok || AppInfo.parse(reply.data).blockedBy !== null
}
