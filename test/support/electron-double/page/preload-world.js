// The isolated world: a sandboxed preload script with what Electron gives it there, and nothing of Node.

import { createBridgeEnd } from './bridge-end.js'
import { decode, encode } from './codec.js'
export function installPreloadWorld(channel, binding, platform, preload) {
  if (window !== window.top) return
  const toMain = globalThis[binding]
  const waiting = new Map()
  const listeners = new Map()
  let invocations = 0
  const post = (kind, content) => toMain(JSON.stringify({ kind, ...content }))
  const cloned = args => {
    try {
      structuredClone(args)
    } catch {
      throw new Error('An object could not be cloned.')
    }
    return encode(args)
  }
  const request = (kind, content) => {
    const id = ++invocations
    const { promise, resolve, reject } = Promise.withResolvers()
    waiting.set(id, { resolve, reject })
    post(kind, { id, ...content })
    return promise
  }
  globalThis[`${binding}:deliver`] = message => {
    if (message.kind === 'message') {
      const args = decode(message.args)
      for (const listener of [...(listeners.get(message.channel) ?? [])])
        listener({ sender: ipcRenderer, ports: [] }, ...args)
      return
    }
    const { resolve, reject } = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) resolve(decode(message.value))
    else reject(new Error(message.error))
  }

  const strict = (name, members) =>
    new Proxy(Object.freeze(members), {
      get(target, key) {
        if (key in target || typeof key === 'symbol') return target[key]
        throw new Error(`electron-double: a sandboxed preload script has no ${name}.${key} here`)
      },
    })
  const add = (name, listener) => {
    if (typeof listener !== 'function') throw new TypeError('The "listener" argument must be of type function.')
    listeners.set(name, [...(listeners.get(name) ?? []), listener])
    return ipcRenderer
  }
  const remove = (name, listener) => {
    listeners.set(
      name,
      (listeners.get(name) ?? []).filter(other => other !== listener),
    )
    return ipcRenderer
  }
  const ipcRenderer = strict('ipcRenderer', {
    invoke: async (name, ...args) => request('invoke', { channel: name, args: cloned(args) }),
    send: (name, ...args) => post('send', { channel: name, args: cloned(args) }),
    on: add,
    off: remove,
    removeListener: remove,
  })
  const bridge = createBridgeEnd(`${channel}:preload`, `${channel}:main`, () => {})
  const exposed = new Set()
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(name, api) {
      if (exposed.has(name)) throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed.add(name)
      bridge.give(name, api)
    },
  })
  bridge.give('ask', (kind, content) => request(kind, { content }))

  const electron = strict('electron', { contextBridge, ipcRenderer })
  const require = name => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const process = Object.freeze({
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    platform,
  })
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, process)
  } catch (error) {
    post('preload-error', { message: String(error?.stack ?? error) })
  }
}
