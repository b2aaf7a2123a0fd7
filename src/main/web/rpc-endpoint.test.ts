import { once } from 'node:events'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { maxMessageBytes, type Reply } from '../../shared/contract/transport.ts'
import { socketLimits } from './socket-peer.ts'
import { ask, testApplication } from './test-support.ts'
import { signIn, testServer } from './web-test-support.ts'

type Headers = Readonly<Record<string, string>>

async function signedIn(options: Parameters<typeof testServer>[0] = {}, role: 'viewer' | 'admin' = 'admin') {
  const { server, port, origin } = await testServer(options)
  const headers: Headers = { origin, cookie: await signIn(server, role), 'content-type': 'application/json' }
  const post = (body: string, changed: Headers = {}) =>
    ask({ port, path: '/rpc', method: 'POST', headers: { ...headers, ...changed }, body })
  return { port, headers, post, server }
}

const text = (id: string, method = 'app.info', input: unknown = null) => JSON.stringify({ id, method, input })

test('a request is answered in the socket’s envelope with the role of the session, is never kept and open to no other page', async () => {
  const { post } = await signedIn({}, 'viewer')
  const { status, headers, body } = await post(text('a', 'jobs.list', { x: 1 }))
  expect([status, JSON.parse(body)]).toEqual([
    200,
    { ok: true, data: { method: 'jobs.list', input: { x: 1 }, role: 'viewer', local: false } },
  ])
  expect(headers['cache-control']).toBe('no-store')
  expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
})

test('without a session, from another page or under another name nothing is asked', async () => {
  const app = testApplication()
  const { post, port } = await signedIn({ app })
  expect((await post(text('a'), { cookie: '' })).status).toBe(401)
  expect((await post(text('a'), { cookie: `weir_session_${port}=${'A'.repeat(43)}` })).status).toBe(401)
  expect((await post(text('a'), { origin: 'http://evil.example' })).status).toBe(403)
  expect((await post(text('a'), { host: `evil.example:${port}` })).status).toBe(403)
  expect((await post(text('a'), { 'content-type': 'text/plain' })).status).toBe(400)
  expect(app.asked).toEqual([])
})

test('a request without an Origin is refused: browsers always send one here', async () => {
  const { port, headers } = await signedIn()
  const { origin: _, ...rest } = headers
  expect((await ask({ port, path: '/rpc', method: 'POST', headers: rest, body: text('a') })).status).toBe(403)
})

test('other methods are refused, a preflight among them', async () => {
  const { port, headers } = await signedIn()
  for (const method of ['GET', 'OPTIONS', 'PUT'])
    expect(await ask({ port, path: '/rpc', method, headers })).toMatchObject({
      status: 405,
      headers: { allow: 'POST' },
    })
})

test('what is no request, or too large, is said so', async () => {
  const app = testApplication()
  const { post } = await signedIn({ app })
  expect(await post('{"id":')).toMatchObject({ status: 400, body: expect.stringContaining('rpc.invalid_input') })
  expect(await post('{"id":7}')).toMatchObject({ status: 400, body: expect.stringContaining('rpc.invalid_input') })
  const long = text('big', 'app.info', 'x'.repeat(maxMessageBytes * 3))
  expect(await post(long)).toMatchObject({ status: 413, body: expect.stringContaining('rpc.too_large') })
  expect(app.asked).toEqual([])
})

test('the application’s own fault is a reply; the status says forbidden where it is', async () => {
  const fault = (code: string) => ({ ok: false, fault: { code, hint: 'h', details: {} } }) as Reply
  const app = testApplication(({ method }) => fault(method))
  const { post } = await signedIn({ app })
  const conflict = await post(text('a', 'job.conflict'))
  expect([conflict.status, JSON.parse(conflict.body)]).toEqual([200, fault('job.conflict')])
  const forbidden = await post(text('a', 'rpc.forbidden'))
  expect([forbidden.status, JSON.parse(forbidden.body)]).toEqual([403, fault('rpc.forbidden')])
})

test('a client that goes away cancels its own request and no other', async () => {
  const started = Promise.withResolvers<void>()
  const other = Promise.withResolvers<Reply>()
  const app = testApplication(({ id }) => {
    if (id === 'other') return other.promise
    started.resolve()
    return new Promise<Reply>(() => {})
  })
  const { port, headers, post } = await signedIn({ app })
  const kept = post(text('other'))
  const leaving = request({ host: '127.0.0.1', port, path: '/rpc', method: 'POST', headers, agent: false })
  leaving.on('error', () => {})
  leaving.end(text('leaving'))
  await started.promise
  leaving.destroy()
  const caller = await app.gone
  expect(caller).toEqual(app.asked.find(({ message }) => message.id === 'leaving')?.caller)
  other.resolve({ ok: true, data: 'kept' })
  expect(JSON.parse((await kept).body)).toEqual({ ok: true, data: 'kept' })
})

test('a request that was answered is not cancelled afterwards', async () => {
  const app = testApplication()
  let gone = false
  void app.gone.then(() => {
    gone = true
  })
  const { post, server } = await signedIn({ app })
  await post(text('a'))
  await server.close()
  expect(gone).toBe(false)
})

test('of one session only so many are worked on at a time; the others wait, none is lost, another session goes on', async () => {
  let most = 0
  let running = 0
  const gate = Promise.withResolvers<void>()
  const full = Promise.withResolvers<void>()
  const app = testApplication(async (message): Promise<Reply> => {
    if (message.id === 'free') return { ok: true, data: null }
    most = Math.max(most, ++running)
    if (running === 2) full.resolve()
    await gate.promise
    running--
    return { ok: true, data: message.id }
  })
  const { post, server } = await signedIn({ app, limits: { ...socketLimits, inFlight: 2 } })
  const answers = Array.from({ length: 12 }, (_, i) => post(text(`r${i}`)))
  await full.promise
  const free = await post(text('free'), { cookie: await signIn(server, 'viewer') })
  expect(free.status).toBe(200)
  gate.resolve()
  const ids = (await Promise.all(answers)).map(({ body }) => JSON.parse(body).data)
  expect(ids).toEqual(Array.from({ length: 12 }, (_, i) => `r${i}`))
  expect(most).toBe(2)
})

test('closing the server cuts what is under way and cancels it', async () => {
  const started = Promise.withResolvers<void>()
  const app = testApplication(() => {
    started.resolve()
    return new Promise<Reply>(() => {})
  })
  const { port, headers, server } = await signedIn({ app })
  const asked = request({ host: '127.0.0.1', port, path: '/rpc', method: 'POST', headers, agent: false })
  const cut = once(asked, 'error')
  asked.end(text('a'))
  await started.promise
  await server.close()
  await cut
  expect(await app.gone).toEqual(app.asked[0]?.caller)
})
