import { expect, test } from 'vitest'
import { TestSocket } from '../../../shared/contract/test-support.ts'
import type { ConnectionState, Reply, RequestMessage } from '../../../shared/contract/transport.ts'
import { createBrowserTransport } from './browser-transport.ts'
import type { HttpAnswer, HttpLink } from './http-link.ts'

type Found = Awaited<ReturnType<HttpLink['probe']>>

function setUp(found: Found = 'reachable') {
  const sockets: TestSocket[] = []
  const timers: { delayMs: number; task: () => void }[] = []
  const states: ConnectionState[] = []
  const http = {
    found,
    answer: { kind: 'reply', reply: { ok: true, data: 'by http' } } as HttpAnswer | Promise<HttpAnswer>,
    sent: [] as RequestMessage[],
    signals: [] as AbortSignal[],
  }
  const transport = createBrowserTransport({
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
    http: {
      probe: async () => http.found,
      async send(message, signal) {
        http.sent.push(message)
        http.signals.push(signal)
        return http.answer
      },
    },
  })
  transport.onState(state => states.push(state))
  const last = () => sockets.at(-1) ?? new TestSocket()
  return { transport, http, sockets, timers, states, last, retry: () => timers.shift()?.task() }
}

const message = (id: string) => ({ id, method: 'app.info' })
const cancelOf = (requestId: string) => ({ id: `cancel ${requestId}`, method: 'rpc.cancel', input: { requestId } })
const reply = (id: string, data: unknown) => JSON.stringify({ type: 'reply', id, reply: { ok: true, data } })
const settled = () => new Promise(resolve => setTimeout(resolve))
const byHttp: Reply = { ok: true, data: 'by http' }
const fault = (code: string) => ({ ok: false, fault: { code } })

test('while the socket is up everything goes over it', async () => {
  const { transport, last, http, states } = setUp()
  last().emit('open')
  const answer = transport.request(message('a'))
  last().emit('message', reply('a', 1))
  expect(await answer).toEqual({ ok: true, data: 1 })
  expect([http.sent, states]).toEqual([[], ['live']])
})

test('where sockets are blocked from the start, what waited for one goes by HTTP', async () => {
  const { transport, last, http, states } = setUp()
  const answer = transport.request(message('a'))
  last().emit('close')
  expect(await answer).toEqual(byHttp)
  expect([http.sent.length, states]).toEqual([1, ['polling']])
})

test('when it drops: reconnecting, polling once HTTP is seen to work, live again with the socket', async () => {
  const { transport, last, retry, states, http } = setUp()
  last().emit('open')
  const underWay = transport.request(message('a'))
  last().emit('close')
  const meanwhile = transport.request(message('b'))
  expect(await underWay).toMatchObject(fault('rpc.disconnected'))
  expect(await meanwhile).toEqual(byHttp)
  retry()
  last().emit('open')
  expect(states).toEqual(['live', 'reconnecting', 'polling', 'live'])
  expect(http.sent.map(({ id }) => id)).toEqual(['b'])
})

test('when HTTP fails as well it is reconnecting; one answer is enough to poll again', async () => {
  const { transport, last, http, states } = setUp()
  last().emit('open')
  last().emit('close')
  await settled()
  http.answer = { kind: 'unreachable' }
  expect(await transport.request(message('a'))).toMatchObject(fault('rpc.disconnected'))
  http.answer = { kind: 'reply', reply: byHttp }
  expect(await transport.request(message('b'))).toEqual(byHttp)
  expect(states).toEqual(['live', 'reconnecting', 'polling', 'reconnecting', 'polling'])
})

test('a dead server is tried again with growing pauses, and each attempt looks at HTTP too', async () => {
  const { transport, last, http, timers, retry } = setUp('unreachable')
  const delays: (number | undefined)[] = []
  const attempt = async () => {
    last().emit('close')
    await settled()
    delays.push(timers[0]?.delayMs)
    retry()
  }
  for (let i = 0; i < 3; i++) await attempt()
  expect(transport.state).toBe('reconnecting')
  http.found = 'reachable'
  await attempt()
  expect([transport.state, delays]).toEqual(['polling', [250, 500, 1000, 2000]])
})

test('a session that has ended stops it, whether the socket or a request finds out', async () => {
  const bySocket = setUp('unauthorized')
  bySocket.last().emit('close')
  await settled()
  expect([bySocket.transport.state, bySocket.timers.length]).toEqual(['unauthorized', 0])
  const byRequest = setUp()
  byRequest.last().emit('close')
  await settled()
  byRequest.http.found = 'unauthorized'
  byRequest.http.answer = { kind: 'unauthorized' }
  expect(await byRequest.transport.request(message('a'))).toMatchObject(fault('rpc.unauthorized'))
  byRequest.last().emit('close')
  await settled()
  expect([byRequest.transport.state, byRequest.timers.length]).toEqual(['unauthorized', 0])
  expect(await byRequest.transport.request(message('b'))).toMatchObject(fault('rpc.unauthorized'))
})

test('a request by HTTP is cancelled by closing it; one that waits for a way is never sent', async () => {
  const { transport, last, http } = setUp()
  const waiting = transport.request(message('waiting'))
  await transport.request(cancelOf('waiting'))
  last().emit('close')
  expect(await waiting).toMatchObject(fault('rpc.cancelled'))
  http.answer = new Promise(() => {})
  void transport.request(message('a'))
  await settled()
  expect(await transport.request(cancelOf('a'))).toEqual({ ok: true })
  expect(http.signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(http.sent.map(({ id }) => id)).toEqual(['a'])
  expect(transport.state).toBe('polling')
})

test('an answer by HTTP that comes when the socket is back changes nothing', async () => {
  const { transport, last, http, retry } = setUp()
  last().emit('close')
  await settled()
  const answer = Promise.withResolvers<HttpAnswer>()
  http.answer = answer.promise
  const late = transport.request(message('a'))
  await settled()
  retry()
  last().emit('open')
  answer.resolve({ kind: 'unreachable' })
  expect(await late).toMatchObject(fault('rpc.disconnected'))
  expect(transport.state).toBe('live')
})

test('closing ends it, with whatever waits or is under way', async () => {
  const { transport, last } = setUp()
  const waiting = transport.request(message('a'))
  transport.close()
  expect(await waiting).toMatchObject({ ok: false })
  expect([transport.state, last().closedWith]).toEqual(['closed', [1000]])
  expect(await transport.request(message('b'))).toMatchObject(fault('rpc.disconnected'))
})
