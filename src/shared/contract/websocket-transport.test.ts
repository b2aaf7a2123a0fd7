import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { TestSocket } from './test-support.ts'
import type { ConnectionState } from './transport.ts'
import { utf8Length } from './utf8-length.ts'
import {
  createWebSocketTransport,
  handshakeMs,
  retryDelayMs,
  type WebSocketTransportOptions,
} from './websocket-transport.ts'

function setUp(options: Partial<WebSocketTransportOptions> = {}) {
  const sockets: TestSocket[] = []
  const timers: { delayMs: number; task: () => void }[] = []
  const states: ConnectionState[] = []
  const transport = createWebSocketTransport({
    connect() {
      const socket = new TestSocket()
      sockets.push(socket)
      return socket
    },
    after(delayMs, task) {
      const timer = { delayMs, task }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
    random: () => 0,
    ...options,
  })
  transport.onState(state => states.push(state))
  const last = () => sockets.at(-1) ?? new TestSocket()
  return { transport, sockets, timers, states, last, fire: () => timers.shift()?.task() }
}

const message = (id: string) => ({ id, method: 'app.info' })
const reply = (id: string, data: unknown) => JSON.stringify({ type: 'reply', id, reply: { ok: true, data } })
const settled = () => new Promise(resolve => setImmediate(resolve))

test('requests made before the first connection wait for it, and each answer finds its request', async () => {
  const { transport, last } = setUp()
  const [a, b] = [transport.request(message('a')), transport.request(message('b'))]
  expect(last().sent).toEqual([])
  last().emit('open')
  expect(last().sent.map(text => JSON.parse(text).id)).toEqual(['a', 'b'])
  last().emit('message', reply('b', 2))
  last().emit('message', reply('a', 1))
  expect([await a, await b]).toEqual([
    { ok: true, data: 1 },
    { ok: true, data: 2 },
  ])
})

test('what is under way when the connection breaks, and what is asked without one, is rpc.disconnected; nothing is sent twice', async () => {
  const { transport, last, fire, sockets } = setUp()
  last().emit('open')
  const underWay = transport.request(message('a'))
  last().emit('close')
  const meanwhile = transport.request(message('b'))
  await settled()
  fire()
  last().emit('open')
  for (const answer of [underWay, meanwhile])
    expect(await answer).toMatchObject({ ok: false, fault: { code: 'rpc.disconnected' } })
  expect([sockets.length, last().sent]).toEqual([2, []])
  expect(transport.state).toBe('live')
})

test('the waits between attempts double up to ten seconds and start over after a success', async () => {
  const { last, fire, timers, states } = setUp()
  const delays: (number | undefined)[] = []
  for (let i = 0; i < 8; i++) {
    last().emit('close')
    await settled()
    delays.push(timers[0]?.delayMs)
    fire()
  }
  expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  last().emit('open')
  last().emit('message', reply('a', 1))
  last().emit('close')
  await settled()
  expect(timers[0]?.delayMs).toBe(250)
  expect(states).toEqual(['reconnecting', 'live', 'reconnecting'])
})

test('a socket that opens and breaks without a word is no success: the waits go on growing', async () => {
  const { last, fire, timers } = setUp()
  const delays: (number | undefined)[] = []
  for (let i = 0; i < 3; i++) {
    last().emit('open')
    last().emit('close')
    await settled()
    delays.push(timers[0]?.delayMs)
    fire()
  }
  expect(delays).toEqual([250, 500, 1000])
})

test('a handshake that is never answered is given up', async () => {
  const { transport, last, timers, fire } = setUp()
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([handshakeMs])
  fire()
  await settled()
  expect([last().closedWith.length, transport.state]).toEqual([1, 'reconnecting'])
  fire()
  last().emit('open')
  expect([transport.state, timers.length]).toEqual(['live', 0])
})

test('chance shortens a wait by up to a quarter', () => {
  expect([retryDelayMs(2, 0), retryDelayMs(2, 0.5), retryDelayMs(2, 1)]).toEqual([500, 437.5, 375])
})

test('without a session it stops trying and says so, until it is told to connect', async () => {
  let signedIn = false
  const { transport, last, timers, sockets } = setUp({ authorized: async () => signedIn })
  const waiting = transport.request(message('a'))
  last().emit('close')
  await settled()
  expect([transport.state, timers.length]).toEqual(['unauthorized', 0])
  expect(await waiting).toMatchObject({ ok: false, fault: { code: 'rpc.disconnected' } })
  expect(await transport.request(message('b'))).toMatchObject({ ok: false, fault: { code: 'rpc.unauthorized' } })
  signedIn = true
  transport.reconnectNow()
  last().emit('open')
  expect([transport.state, sockets.length]).toEqual(['live', 2])
})

test('a server that cannot even be asked about the session is tried again', async () => {
  const { transport, last, timers } = setUp({ authorized: () => Promise.reject(new Error('unreachable')) })
  last().emit('close')
  await settled()
  expect([transport.state, timers.length]).toEqual(['reconnecting', 1])
})

test('closing ends it for good', async () => {
  const { transport, last, timers, sockets } = setUp()
  const waiting = transport.request(message('a'))
  transport.close()
  await settled()
  expect(await waiting).toMatchObject({ ok: false, fault: { code: 'rpc.disconnected' } })
  transport.reconnectNow()
  expect([transport.state, timers.length, sockets.length, last().closedWith]).toEqual(['closed', 0, 1, [1000]])
})

test('without reconnecting a break is the end', async () => {
  const { transport, last, timers } = setUp({ reconnect: false })
  last().emit('open')
  last().emit('close')
  await settled()
  expect([transport.state, timers.length]).toEqual(['closed', 0])
})

test('a message longer than the limit is not sent at all', async () => {
  const { transport, last } = setUp()
  last().emit('open')
  const answer = await transport.request({ ...message('a'), input: 'é'.repeat(600_000) })
  expect(answer).toMatchObject({ ok: false, fault: { code: 'rpc.too_large' } })
  expect(last().sent).toEqual([])
})

test('pushes reach the listeners; what is not understood ends the connection', () => {
  const { transport, last } = setUp()
  const pushes: unknown[] = []
  const stop = transport.subscribe(push => pushes.push(push))
  last().emit('open')
  last().emit('message', JSON.stringify({ type: 'push', push: { event: 'x', data: 1 } }))
  stop()
  last().emit('message', JSON.stringify({ type: 'push', push: { event: 'x', data: 2 } }))
  expect(pushes).toEqual([{ event: 'x', data: 1 }])
  last().emit('message', '{"type":"pull"}')
  expect(last().closedWith).toEqual([4400])
})

test('a text is as long as its bytes in UTF-8', () => {
  assert(property(string({ unit: 'grapheme' }), text => utf8Length(text) === Buffer.byteLength(text)))
})
