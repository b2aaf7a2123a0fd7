import { expect, test } from 'vitest'
import type { WeirBridge } from '../../../shared/contract/bridge.ts'
import type { PushMessage } from '../../../shared/contract/transport.ts'
import { createIpcTransport } from './ipc-transport.ts'

const request = { id: '1', method: 'app.info', input: undefined }

function openBridge() {
  const listeners = new Set<(push: PushMessage) => void>()
  const bridge: WeirBridge = {
    request: async message => ({ ok: true, data: message.method }),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const push = (message: PushMessage) => {
    for (const listener of listeners) listener(message)
  }
  return { bridge, listeners, push }
}

test('requests and pushes pass through, until the listener or the transport stops', async () => {
  const { bridge, listeners, push } = openBridge()
  const transport = createIpcTransport(bridge)
  const seen: string[] = []
  const stop = transport.subscribe(({ event }) => seen.push(event))
  transport.subscribe(() => {})
  push({ event: 'one', data: null })
  stop()
  push({ event: 'two', data: null })
  expect(seen).toEqual(['one'])
  expect(await transport.request(request)).toEqual({ ok: true, data: 'app.info' })
  expect(transport.state).toBe('live')
  transport.close()
  expect(listeners.size).toBe(0)
  expect(transport.state).toBe('closed')
  expect(await transport.request(request)).toMatchObject({ ok: false, fault: { code: 'rpc.disconnected' } })
})

test('a bridge that throws is a broken wire, not an exception', async () => {
  const transport = createIpcTransport({ ...openBridge().bridge, request: () => Promise.reject(new Error('gone')) })
  expect(await transport.request(request)).toMatchObject({ ok: false, fault: { code: 'rpc.disconnected' } })
})
