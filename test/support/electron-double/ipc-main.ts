import { EventEmitter } from 'node:events'
import { strict } from './surface.ts'

type Listener = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Listener>()

class IpcMain extends EventEmitter {
  handle(channel: string, listener: Listener): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, listener)
  }
  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

const emitter = new IpcMain()
export const ipcMain = strict('IpcMain', emitter)

/** Answers `ipcRenderer.invoke`. Rejects with the text Electron's renderer shows. */
export async function invokeHandler(event: object, channel: string, args: readonly unknown[]): Promise<unknown> {
  const handler = handlers.get(channel)
  const failed = `Error invoking remote method '${channel}'`
  if (!handler) throw new Error(`${failed}: Error: No handler registered for '${channel}'`)
  try {
    return cloneable(await handler(event, ...args))
  } catch (error) {
    throw new Error(`${failed}: ${error}`)
  }
}

export const sendToListeners = (event: object, channel: string, args: readonly unknown[]) =>
  emitter.emit(channel, event, ...args)

/** The value as it is. @throws Error as Electron does for what structured clone refuses. */
export function cloneable(value: unknown): unknown {
  try {
    structuredClone(value)
  } catch {
    throw new Error('An object could not be cloned.')
  }
  return value
}
