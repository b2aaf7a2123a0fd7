import { randomUUID } from 'node:crypto'
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { PushMessage, Reply } from '../../shared/contract/transport.ts'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import type { Application } from '../application.ts'
import type { Caller, Logger } from '../ports.ts'
import { parseMessage } from './message.ts'
import { refusalOf, type Sender } from './sender.ts'

export interface Ipc {
  /** Lets a window's top frame talk to the application until the window is gone. */
  admit(contents: WebContents): void
}

/** Carries requests and pushes between our windows and the application. Nothing ever throws across. */
export function connectIpc(application: Promise<Application>, logger: Logger): Ipc {
  const admitted = new Map<number, WebContents>()

  ipcMain.handle('weir:request', async (event, message: unknown): Promise<Reply> => {
    try {
      const refusal = refusalOf(senderOf(event), new Set(admitted.keys()))
      if (refusal !== null) throw forbidden(refusal)
      const request = parseMessage(message)
      return await (await application).handle(callerOf(event.sender), request)
    } catch (error) {
      const reportId = randomUUID()
      logger.warn('Refused or failed a request', {
        reportId,
        error: error instanceof Error ? error.stack : String(error),
      })
      return { ok: false, fault: toFault(error, reportId) }
    }
  })

  const push = (message: PushMessage) => {
    for (const contents of admitted.values()) {
      if (!contents.isDestroyed() && !contents.isCrashed()) contents.send('weir:push', message)
    }
  }
  const forget = (caller: Caller) => void application.then(running => running.forget(caller), ignoreFailedStart)
  application.then(running => running.subscribe(push), ignoreFailedStart)

  return {
    admit(contents) {
      const caller = callerOf(contents)
      const { id } = contents
      admitted.set(id, contents)
      contents.on('did-navigate', () => forget(caller))
      contents.on('render-process-gone', () => forget(caller))
      contents.once('destroyed', () => {
        admitted.delete(id)
        forget(caller)
      })
    },
  }
}

/** The shell that started the application reports its failure; requests are answered with it. */
const ignoreFailedStart = () => {}

const callerOf = (contents: WebContents): Caller => ({ id: `window:${contents.id}`, role: 'admin', local: true })

function senderOf(event: IpcMainInvokeEvent): Sender {
  const contentsId = event.sender.id
  try {
    const frame = event.senderFrame
    return { contentsId, frame: frame && { origin: frame.origin, isTop: frame.parent === null } }
  } catch {
    // A frame disposed while its message was on the way throws at the first look.
    return { contentsId, frame: null }
  }
}

const forbidden = (refusal: string) =>
  new WeirError('rpc.forbidden', { hint: 'Weir answers only its own window.', details: { from: refusal } })
