import { expect, test } from 'vitest'
import { createHttpLink } from './http-link.ts'

/** A link to a server that answers like this. */
const linkTo = (status: number, body: string) => createHttpLink(async () => new Response(body, { status }))

const message = { id: 'a', method: 'app.info' }
const wanted = new AbortController().signal
const fault = { code: 'rpc.forbidden', hint: 'h', details: {} }

test.each([
  [200, { ok: true, data: 1 }, { kind: 'reply', reply: { ok: true, data: 1 } }],
  [403, { ok: false, fault }, { kind: 'reply', reply: { ok: false, fault } }],
  [403, { fault }, { kind: 'reply', reply: { ok: false, fault } }],
  [401, { fault }, { kind: 'unauthorized' }],
  [502, { message: 'somebody else' }, { kind: 'unreachable' }],
])('status %i with %j is %j', async (status, body, answer) => {
  const link = linkTo(status, JSON.stringify(body))
  expect(await link.send(message, wanted)).toEqual(answer)
})

test('a page of something in between, or no server at all, is unreachable', async () => {
  const link = linkTo(200, '<h1>Blocked</h1>')
  expect(await link.send(message, wanted)).toEqual({ kind: 'unreachable' })
  const nowhere = createHttpLink(() => Promise.reject(new TypeError('fetch failed')))
  expect([await nowhere.send(message, wanted), await nowhere.probe()]).toEqual([{ kind: 'unreachable' }, 'unreachable'])
})

test('a request is sent once, as JSON, never kept, and let go of when aborted', async () => {
  const controller = new AbortController()
  const asked: unknown[] = []
  const link = createHttpLink(async (path, { signal, ...options } = {}) => {
    asked.push([path, options, signal])
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  })
  const answer = link.send(message, controller.signal)
  controller.abort()
  expect(await answer).toEqual({ kind: 'unreachable' })
  const options = {
    method: 'POST',
    cache: 'no-store',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  }
  expect(asked).toEqual([['/rpc', options, controller.signal]])
})

test('what is too long is not sent', async () => {
  const link = createHttpLink(() => Promise.reject(new Error('sent')))
  const answer = await link.send({ ...message, input: 'é'.repeat(600_000) }, wanted)
  expect(answer).toMatchObject({ kind: 'reply', reply: { fault: { code: 'rpc.too_large' } } })
})

test.each([
  [200, 'reachable'],
  [401, 'unauthorized'],
  [502, 'unreachable'],
])('a probe answered with %i finds the server %s', async (status, found) => {
  expect(await linkTo(status, '').probe()).toBe(found)
})
