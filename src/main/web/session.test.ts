import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSessions } from './sessions.ts'
import { ask, recordingLogger, testFolder } from './test-support.ts'
import { openSocket, redeem, signIn, testServer, tokenOf } from './web-test-support.ts'

const session = (port: number, cookie: string) => ask({ port, path: '/session', headers: { cookie } })

test('a link’s token opens one session, by a cookie that scripts cannot read', async () => {
  const { server, port } = await testServer()
  const token = tokenOf(server.createLink())
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const answer = await redeem(port, token)
  expect(answer.status).toBe(200)
  const [cookie = ''] = answer.headers['set-cookie'] ?? []
  expect(cookie).toMatch(
    new RegExp(`^weir_session_${port}=[\\w-]{43}; Max-Age=\\d+; Path=/; HttpOnly; SameSite=Strict$`),
  )
  expect(JSON.parse((await session(port, cookie.split(';')[0] ?? '')).body)).toEqual({ role: 'admin' })
})

test('a used, a wrong and a missing token open nothing', async () => {
  const { server, port } = await testServer()
  const token = tokenOf(server.createLink())
  await redeem(port, token)
  for (const wrong of [token, 'A'.repeat(43), '', 7, undefined]) {
    const answer = await redeem(port, wrong)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect({ status: answer.status, code: JSON.parse(answer.body).fault.code }).toEqual({
      status: expect.toSatisfy((status: number) => status === 401 || status === 429),
      code: 'rpc.unauthorized',
    })
  }
})

test('a token is too old after ten minutes', async () => {
  let now = 0
  const { server, port } = await testServer({ clock: { now: () => now } })
  const [early, late] = [tokenOf(server.createLink()), tokenOf(server.createLink())]
  now = 10 * 60_000 - 1
  expect((await redeem(port, early)).status).toBe(200)
  now = 10 * 60_000
  expect((await redeem(port, late)).status).toBe(401)
})

test('after wrong tokens none is looked at for a while, not even a right one', async () => {
  let now = 0
  const { server, port } = await testServer({ clock: { now: () => now } })
  for (let i = 0; i < 5; i++) expect((await redeem(port, 'wrong')).status).toBe(401)
  const token = tokenOf(server.createLink())
  const refused = await redeem(port, token)
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1'])
  now = 1000
  expect((await redeem(port, token)).status).toBe(200)
})

test('signing in needs this page’s Origin and a small JSON body', async () => {
  const { server, port, origin } = await testServer()
  const post = (headers: Record<string, string>, body: string) =>
    ask({ port, path: '/session', method: 'POST', headers, body })
  const body = JSON.stringify({ token: tokenOf(server.createLink()) })
  expect((await post({}, body)).status).toBe(403)
  expect((await post({ origin: 'http://evil.example' }, body)).status).toBe(403)
  expect((await post({ origin }, '{')).status).toBe(400)
  expect((await post({ origin }, JSON.stringify({ token: 'x'.repeat(5000) }))).status).toBe(413)
  expect((await post({ origin }, body)).status).toBe(200)
})

test('a session outlives the server, and its id is not in the file', async () => {
  const first = await testServer()
  const cookie = await signIn(first.server)
  await first.server.close()
  const file = join(first.dataFolder, 'web-sessions.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain(cookie.split('=')[1])

  const second = await testServer({ dataFolder: first.dataFolder, port: first.port })
  expect((await session(second.port, cookie)).status).toBe(200)
})

test('signing out ends the session and its sockets', async () => {
  const { server, port, origin } = await testServer()
  const [cookie, other] = [await signIn(server), await signIn(server)]
  const [mine, theirs] = [openSocket(port, { cookie }), openSocket(port, { cookie: other })]
  await Promise.all([mine.opened, theirs.opened])
  const answer = await ask({ port, path: '/session', method: 'DELETE', headers: { origin, cookie } })
  expect(answer.headers['set-cookie']?.[0]).toContain('Max-Age=0')
  expect(await mine.closed).toBe(4401)
  expect((await session(port, cookie)).status).toBe(401)
  expect(theirs.socket.readyState).toBe(theirs.socket.OPEN)
})

test('sessions are bounded in number and in time', () => {
  let now = 0
  const file = join(testFolder(), 'web-sessions.json')
  const sessions = openSessions({ file, clock: { now: () => now }, logger: recordingLogger() })
  const first = sessions.create('viewer')
  const others = Array.from({ length: 50 }, () => sessions.create('admin'))
  expect(sessions.find(first)).toBeNull()
  expect(others.every(id => sessions.find(id)?.role === 'admin')).toBe(true)
  now = 30 * 24 * 3_600_000
  expect(others.some(id => sessions.find(id))).toBe(false)
})

test('a broken session file costs a new sign-in and is said', async () => {
  const dataFolder = testFolder()
  writeFileSync(join(dataFolder, 'web-sessions.json'), '{"version":1,"sess')
  const { server, logger } = await testServer({ dataFolder })
  expect(logger.lines.join()).toContain('sign in again')
  expect(await signIn(server)).not.toBe('')
})

test('neither token nor session id is ever logged', async () => {
  const { server, port, logger } = await testServer()
  const token = tokenOf(server.createLink())
  await redeem(port, token)
  await redeem(port, token)
  const cookie = await signIn(server)
  const socket = openSocket(port, { cookie })
  await socket.opened
  socket.socket.send('{')
  await socket.next()
  await server.close()
  for (const secret of [token, cookie.split('=')[1]]) expect(logger.lines.join()).not.toContain(secret)
})
