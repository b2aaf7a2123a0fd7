import { type RequestOptions, request } from 'node:http'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '../../../../test/support/atlassian-sign-in.ts'
import { atlassian } from '../../connectors/jira/oauth.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import { keepingLogger } from '../../store/test-support.ts'
import { createSignIns } from './sign-ins.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => vi.useRealTimers())

const client = { id: 'app', secret: 'secret' }

async function lab() {
  const port = await freePort()
  const signIns = createSignIns({
    http: createHttp({ signal: new AbortController().signal, now: Date.now }),
    clock: { now: Date.now },
    logger: keepingLogger().logger,
    callbackPort: port,
    onChange: () => {},
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
