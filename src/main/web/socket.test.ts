import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { maxMessageBytes, type Reply } from '../../shared/contract/transport.ts'
import type { Caller } from '../ports.ts'
import { socketLimits } from './socket-peer.ts'
import { testApplication } from './test-support.ts'
import { openSocket, signIn, testServer } from './web-test-support.ts'

const text = (id: string, method = 'app.info', input: unknown = null) => JSON.stringify({ id, method, input })
const fault = (id: string, code: string) => ({
  type: 'reply',
  id,
  reply: { ok: false, fault: expect.objectContaining({ code, hint: expect.any(String) }) },
})

async function connected(options: Parameters<typeof testServer>[0] = {}, role: Caller['role'] = 'admin') {
  const { server, port } = await testServer(options)
  const client = openSocket(port, { cookie: await signIn(server, role) })
  await client.opened
  return { server, port, ...client }
}

test('a request is answered under its id, with the role of the session', async () => {
  const { socket, next } = await connected({}, 'viewer')
  socket.send(text('a', 'jobs.list', { x: 1 }))
  expect(await next()).toEqual({
    type: 'reply',
    id: 'a',
    reply: { ok: true, data: { method: 'jobs.list', input: { x: 1 }, role: 'viewer', local: false } },
  })
})

test('the handshake is refused without a session, from another page, under another name and elsewhere', async () => {
  const { server, port } = await testServer()
  const cookie = await signIn(server)
  const wrong = `weir_session_${port}=${'A'.repeat(43)}`
  expect(await openSocket(port, {}).refused).toBe(401)
  expect(await openSocket(port, { cookie: wrong }).refused).toBe(401)
  expect(await openSocket(port, { cookie: cookie.replace(String(port), '1') }).refused).toBe(401)
  expect(await openSocket(port, { cookie, origin: 'http://evil.example' }).refused).toBe(403)
  expect(await openSocket(port, { cookie, host: `evil.example:${port}` }).refused).toBe(403)
})

test('what is no request is answered with rpc.invalid_input, by its id where there is one', async () => {
  const { socket, next } = await connected()
  socket.send('{"id":')
  expect(await next()).toEqual(fault('', 'rpc.invalid_input'))
  socket.send('[]')
  expect(await next()).toEqual(fault('', 'rpc.invalid_input'))
  socket.send(JSON.stringify({ id: 'q', method: 7 }))
  expect(await next()).toEqual(fault('q', 'rpc.invalid_input'))
  socket.send(text('after'))
  expect(await next()).toMatchObject({ id: 'after', reply: { ok: true } })
})

test('an oversized message is answered with rpc.too_large before the socket closes', async () => {
  const app = testApplication()
  const { socket, next, closed } = await connected({ app })
  socket.send(text('big', 'app.info', 'x'.repeat(maxMessageBytes * 3)))
  expect(await next()).toEqual(fault('', 'rpc.too_large'))
  expect(await closed).toBe(1009)
  expect(app.asked).toEqual([])
})

test('a message of exactly the limit is read', async () => {
  const { socket, next } = await connected()
  const frame = text('full', 'app.info', '')
  socket.send(frame.replace('""', `"${'x'.repeat(maxMessageBytes - frame.length)}"`))
  expect(await next()).toMatchObject({ id: 'full', reply: { ok: true } })
})

test('binary messages are refused', async () => {
  const { socket, closed } = await connected()
  socket.send(Buffer.of(1, 2, 3))
  expect(await closed).toBe(1003)
})

test('only so many requests are worked on at a time, the others wait and none is lost', async () => {
  let most = 0
  let running = 0
  const app = testApplication(async (): Promise<Reply> => {
    most = Math.max(most, ++running)
    await new Promise(resolve => setImmediate(resolve))
    running--
    return { ok: true, data: null }
  })
  const { socket, next } = await connected({ app, limits: { ...socketLimits, inFlight: 3 } })
  for (let i = 0; i < 200; i++) socket.send(text(`r${i}`))
  const ids = new Set<unknown>()
  for (let i = 0; i < 200; i++) ids.add(await next())
  expect({ most, answered: ids.size }).toEqual({ most: 3, answered: 200 })
})

test('a cancel is heard while everything else waits', async () => {
  const held = Promise.withResolvers<Reply>()
  const app = testApplication(message => {
    if (message.method !== 'rpc.cancel') return held.promise
    held.resolve({ ok: true, data: 'let go' })
    return { ok: true, data: null }
  })
  const { socket, next } = await connected({ app, limits: { ...socketLimits, inFlight: 2 } })
  socket.send(text('slow'))
  socket.send(text('c', 'rpc.cancel', { requestId: 'slow' }))
  const frames = [await next(), await next()]
  expect(frames).toContainEqual({ type: 'reply', id: 'slow', reply: { ok: true, data: 'let go' } })
})

test('a push reaches every client', async () => {
  const app = testApplication()
  const { server, port } = await testServer({ app })
  const cookie = await signIn(server)
  const clients = [openSocket(port, { cookie }), openSocket(port, { cookie })]
  await Promise.all(clients.map(client => client.opened))
  const push = { event: 'data_changed', data: { tables: ['jobs'] } }
  app.push(push)
  for (const client of clients) expect(await client.next()).toEqual({ type: 'push', push })
})

test('a client that does not read is dropped, the others go on', async () => {
  const app = testApplication()
  const { server, port } = await testServer({ app, limits: { ...socketLimits, backlogBytes: 256 * 1024 } })
  const cookie = await signIn(server)
  const [slow, fast] = [openSocket(port, { cookie }), openSocket(port, { cookie })]
  await Promise.all([slow.opened, fast.opened])
  slow.socket.pause()
  let dropped = false
  void app.gone.then(() => {
    dropped = true
  })
  const data = 'x'.repeat(64 * 1024)
  for (let n = 0; !dropped; n++) {
    app.push({ event: 'noise', data: `${n}${data}` })
    await fast.next()
  }
  expect(fast.socket.readyState).toBe(fast.socket.OPEN)
})

test('a client that reads slowly is told the newest of each job when it reads again, and stays', async () => {
  const app = testApplication()
  const { server, port } = await testServer({ app })
  const cookie = await signIn(server)
  const [slow, fast] = [openSocket(port, { cookie }), openSocket(port, { cookie })]
  await Promise.all([slow.opened, fast.opened])
  slow.socket.pause()
  const detail = 'x'.repeat(32 * 1024)
  const rounds = 2_000
  for (let done = 1; done <= rounds; done++) {
    for (const jobId of [1, 2]) app.push({ event: 'progress_update', data: { jobId, done, detail } })
    app.push({ event: 'job_status', data: { id: 1, state: done < rounds ? 'RUNNING' : 'FINISHED' } })
    for (let i = 0; i < 3; i++) await fast.next()
  }
  slow.socket.resume()
  const heard: unknown[] = []
  let frame: unknown
  do {
    frame = await slow.next()
    heard.push(frame)
  } while (!JSON.stringify(frame).includes('FINISHED'))
  const newest = (jobId: number) =>
    expect.objectContaining({ push: { event: 'progress_update', data: { jobId, done: rounds, detail } } })
  expect(heard).toEqual(expect.arrayContaining([newest(1), newest(2)]))
  expect(heard.length).toBeLessThan(rounds)
  expect(slow.socket.readyState).toBe(slow.socket.OPEN)
})

test('a client that went away is forgotten, so that its work is cancelled', async () => {
  const app = testApplication()
  const { socket, next } = await connected({ app })
  socket.send(text('a'))
  await next()
  socket.terminate()
  expect(await app.gone).toEqual(app.asked[0]?.caller)
})

test('a peer that answers no ping is cut, one that does stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const app = testApplication()
  const { server, port } = await testServer({ app })
  const cookie = await signIn(server)
  const [alive, dead] = [openSocket(port, { cookie }), openSocket(port, { cookie })]
  await Promise.all([alive.opened, dead.opened])
  dead.socket.pause()
  const pinged = once(alive.socket, 'ping')
  vi.advanceTimersByTime(socketLimits.pingMs)
  await pinged
  // The answer to what is sent after the pong says that the pong has arrived.
  alive.socket.send(text('after the pong'))
  await alive.next()
  vi.advanceTimersByTime(socketLimits.pingMs)
  expect(await app.gone).not.toEqual(app.asked[0]?.caller)
  alive.socket.send(text('still here'))
  expect(await alive.next()).toMatchObject({ id: 'still here' })
})

test('closing the server closes its sockets in order', async () => {
  const { server, closed } = await connected()
  await server.close()
  expect(await closed).toBe(1001)
})
