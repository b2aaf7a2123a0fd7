import { createServer, type RequestOptions, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '../../../../test/support/atlassian-sign-in.ts'
import type { SignIn } from '../../../shared/model/sign-in.ts'
import { atlassian } from '../../connectors/jira/oauth.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import { keepingLogger } from '../../store/test-support.ts'
import { createSignIns } from './sign-ins.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => vi.useRealTimers())

const client = { id: 'app', secret: 'secret' }

async function lab(onChange: (signIn: SignIn) => void = () => {}) {
  const port = await freePort()
  const signIns = createSignIns({
    http: createHttp({ signal: new AbortController().signal, now: Date.now }),
    clock: { now: Date.now },
    logger: keepingLogger().logger,
    callbackPort: port,
    onChange,
  })
  onTestFinished(signIns.close)
  const comeBack = (url: string, answer: string) => {
    const state = new URL(url).searchParams.get('state') ?? ''
    return fetch(`http://127.0.0.1:${port}/oauth/callback?${answer}&state=${encodeURIComponent(state)}`)
  }
  return { signIns, comeBack }
}

test('after ten minutes nobody waits any more', async () => {
  const { signIns, comeBack } = await lab()
  const { id, url } = await signIns.start('jira', atlassian, client)
  vi.advanceTimersByTime(599_999)
  expect(signIns.get(id).status).toBe('waiting')
  vi.advanceTimersByTime(1)
  expect(signIns.get(id)).toMatchObject({ status: 'failed', fault: { code: 'auth.signed_out' } })
  await expect(comeBack(url, 'error=access_denied')).rejects.toThrow()
})

test('a machine that slept takes no answer that comes too late', async () => {
  const { signIns, comeBack } = await lab()
  const { id, url } = await signIns.start('jira', atlassian, client)
  vi.setSystemTime(Date.now() + 600_000)
  expect((await comeBack(url, 'error=access_denied')).status).toBe(400)
  expect(signIns.get(id).status).toBe('waiting')
})

test('one of several is answered by its own state, the others go on waiting', async () => {
  const { signIns, comeBack } = await lab()
  const [one, other] = [await signIns.start('jira', atlassian, client), await signIns.start('jira', atlassian, client)]
  expect(one.url).not.toBe(other.url)
  expect((await comeBack(other.url, 'error=access_denied')).status).toBe(200)
  expect([signIns.get(one.id).status, signIns.get(other.id).status]).toEqual(['waiting', 'failed'])
  expect((await comeBack(other.url, 'error=access_denied')).status).toBe(400)
  signIns.cancel(one.id)
  await expect(comeBack(one.url, 'error=access_denied')).rejects.toThrow()
})

/** The status of an answer to a request that comes under another name of this computer, or in another way. */
function asked(url: string, options: RequestOptions): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, ({ statusCode }) => resolve(statusCode))
    sent.on('error', reject).end()
  })
}

test('only a browser that comes back to the very address is listened to', async () => {
  const { signIns } = await lab()
  const { id, url } = await signIns.start('jira', atlassian, client)
  const back = `${signIns.callbackUrl}?error=x&state=${new URL(url).searchParams.get('state')}`
  expect(await asked(back, { headers: { host: 'attacker.example' } })).toBe(404)
  expect(await asked(back, { method: 'POST' })).toBe(404)
  expect(await asked(back.replace('/oauth/callback', '/oauth'), {})).toBe(404)
  expect(signIns.get(id).status).toBe('waiting')
  expect(await asked(back, {})).toBe(200)
})

test('what a remote says in place of a code is repeated only when it is a plain word', async () => {
  const { signIns, comeBack } = await lab()
  const { id, url } = await signIns.start('jira', atlassian, client)
  await comeBack(url, 'error=%3Cscript%3E')
  expect(signIns.get(id).fault?.hint).toBe('Atlassian did not sign you in. Sign in again.')
})

/** Where tokens are given, by a server that keeps every answer back until it is given one. */
async function slowTokens() {
  const asked: ServerResponse[] = []
  const server = createServer((_, response) => void asked.push(response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const refuse = () => asked.shift()?.writeHead(403).end('{"error":"invalid_grant"}')
  return { provider: { ...atlassian, hosts: { auth: origin, api: origin } }, asked, refuse }
}

test('one that was cancelled while it was being finished stays cancelled, whatever comes of it', async () => {
  const { provider, asked, refuse } = await slowTokens()
  const failed = Promise.withResolvers<string>()
  const { signIns, comeBack } = await lab(({ id, status }) => status === 'failed' && failed.resolve(id))
  const [one, other] = [await signIns.start('jira', provider, client), await signIns.start('jira', provider, client)]
  await comeBack(one.url, 'code=1')
  await vi.waitUntil(() => asked.length === 1, { interval: 1 })
  signIns.cancel(one.id)
  await comeBack(other.url, 'code=2')
  await vi.waitUntil(() => asked.length === 2, { interval: 1 })
  refuse()
  refuse()
  expect(await failed.promise).toBe(other.id)
  expect(signIns.get(one.id)).toMatchObject({ status: 'cancelled', fault: null })
})

test('what has ended is forgotten by itself in time', async () => {
  const { signIns } = await lab()
  const { id } = await signIns.start('jira', atlassian, client)
  signIns.cancel(id)
  vi.advanceTimersByTime(2 * 3_600_000)
  expect(signIns.get(id).status).toBe('cancelled')
  vi.advanceTimersByTime(1_000)
  expect(() => signIns.get(id)).toThrow(expect.objectContaining({ code: 'auth.signed_out' }))
})
