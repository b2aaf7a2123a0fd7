import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { HttpOptions } from '../../connectors/sdk/http.ts'
import { createHttp } from './create-http.ts'
import { createHold } from './hold.ts'
import type { HttpParts } from './parts.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, number: number) => unknown

/** A server that answers as scripted and keeps what it was asked. */
async function serve(answer: Answer) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    request.resume()
    asked.push(request)
    answer(request, response, asked.length)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { asked, url: `http://127.0.0.1:${port}` }
}

/** A client whose waits pass at once on a clock of their own. */
function clientOf(baseUrl: string, more: Partial<HttpParts> & Partial<HttpOptions> = {}) {
  const controller = new AbortController()
  const waits: number[] = []
  const counts = { requests: 0, bytes: 0, waitedMs: 0 }
  const shown: (number | null)[] = []
  let now = Date.parse('2026-01-01T00:00:00Z')
  const http = createHttp({
    signal: controller.signal,
    now: () => now,
    random: () => 0,
    wait: async ms => {
      waits.push(ms)
      now += ms
    },
    onRequest: () => counts.requests++,
    onBytes: bytes => {
      counts.bytes += bytes
    },
    onWaited: ms => {
      counts.waitedMs += ms
    },
    onWaiting: until => shown.push(until),
    retry: { retries: 3, minMs: 1, maxMs: 2 },
    ...more,
  })
  const client = http.open({ title: 'Remote', headers: { authorization: 'Bearer top-secret' }, ...more, baseUrl })
  return { http, client, controller, waits, counts, shown, start: now }
}

const json = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

async function faultOf(failing: Promise<unknown>): Promise<WeirError> {
  const error = await failing.catch((thrown: unknown) => thrown)
  if (error instanceof WeirError) return error
  throw new Error('expected a fault', { cause: error })
}

test('an answer comes parsed and unpacked, and is counted as it came over the wire', async () => {
  const packed = gzipSync(JSON.stringify({ text: 'x'.repeat(1000) }))
  const { asked, url } = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
  )
  const { client, counts } = clientOf(`${url}/context`)
  expect(await client.send({ path: '/rest/a', query: { q: 'a b&c', none: undefined, n: 5 } })).toMatchObject({
    status: 200,
    body: { text: 'x'.repeat(1000) },
  })
  expect(asked[0]?.url).toBe('/context/rest/a?q=a+b%26c&n=5')
  expect(asked[0]?.headers.authorization).toBe('Bearer top-secret')
  expect(counts).toEqual({ requests: 1, bytes: packed.length, waitedMs: 0 })
})

test.each([
  ['seconds', { 'retry-after': '17' }, 17_000],
  [
    'a date, by the clock of the answer',
    { 'retry-after': 'Sun, 02 Jan 2000 00:00:30 GMT', date: 'Sun, 02 Jan 2000 00:00:10 GMT' },
    20_000,
  ],
  ['a reset as a date', { 'x-ratelimit-reset': '2026-01-01T00:05Z', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, 300_000],
  ['a reset in epoch seconds', { 'x-ratelimit-reset': '1767225660', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, 60_000],
  [
    'the refill of a bucket',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-seconds': '5', 'retry-after': '0' },
    5_000,
  ],
])('a refusal with %s is waited out exactly, shown and counted', async (_, headers, expected) => {
  const { url } = await serve((_request, response, number) =>
    number === 1 ? json(response, {}, 429, headers as Record<string, string>) : json(response, { ok: true }),
  )
  const { client, waits, counts, shown, start } = clientOf(url)
  expect((await client.send({ path: 'a' })).body).toEqual({ ok: true })
  expect(waits).toEqual([expected])
  expect(counts.waitedMs).toBe(expected)
  expect(shown).toEqual([start + expected, null])
})

test('refusals without a word double the wait and never end the run', async () => {
  const { url } = await serve((_, response, number) =>
    number <= 12 ? json(response, {}, 429) : json(response, { ok: true }),
  )
  const { client, waits } = clientOf(url)
  expect((await client.send({ path: 'a' })).body).toEqual({ ok: true })
  expect(waits.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  expect(waits.length).toBe(12)
})

test('an exhausted quota holds back the next request, not the answer that told of it', async () => {
  const { url } = await serve((_, response, number) =>
    json(response, { number }, 200, {
      'x-ratelimit-remaining': number === 1 ? '0' : '5',
      'retry-after': number === 1 ? '3' : '0',
    }),
  )
  const { client, waits } = clientOf(url)
  expect((await client.send({ path: 'a' })).body).toEqual({ number: 1 })
  expect(waits).toEqual([])
  expect((await client.send({ path: 'a' })).body).toEqual({ number: 2 })
  expect((await client.send({ path: 'a' })).body).toEqual({ number: 3 })
  expect(waits).toEqual([3000])
})

test.each([
  ['as long as what remains must last', { 'x-ratelimit-remaining': '40', 'x-ratelimit-reset': '20' }, 500],
  ['by the standard headers', { 'ratelimit-remaining': '100', 'ratelimit-reset': '20' }, 200],
  ['never for long', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '3600' }, 2_000],
  ['a little where nothing else is said', {}, 500],
])('near a limit the next request is held back: %s', async (_, headers, expected) => {
  const { url } = await serve((_request, response, number) =>
    json(response, {}, 200, number === 1 ? { 'x-ratelimit-nearlimit': 'true', ...headers } : {}),
  )
  const { client, waits, shown } = clientOf(url)
  for (const path of ['a', 'b', 'c']) await client.send({ path })
  expect(waits).toEqual([expected])
  expect(shown.length).toBe(expected < 1_000 ? 0 : 2)
})

test('many that wait together count their waiting once, and longer when the remote says so meanwhile', async () => {
  let now = 0
  const waiting: { readonly until: number; readonly resolve: () => void }[] = []
  const waited: number[] = []
  const shown: (number | null)[] = []
  const hold = createHold({
    now: () => now,
    wait: ms => new Promise(resolve => waiting.push({ until: now + ms, resolve })),
    onWaited: ms => waited.push(ms),
    onWaiting: until => shown.push(until),
  })
  hold.forMs(1_000)
  const passing = Promise.all([hold.pass(), hold.pass(), hold.pass()])
  hold.forMs(500)
  hold.forMs(4_000)
  while (waiting.length > 0) {
    const [first] = waiting.splice(0, 1)
    now = Math.max(now, first?.until ?? 0)
    first?.resolve()
    await Promise.resolve()
  }
  await passing
  expect(now).toBe(4_000)
  expect(waited).toEqual([4_000])
  expect([shown[0], shown.at(-2), shown.at(-1)]).toEqual([1_000, 4_000, null])
})

test('faults of the server and the network are tried again, then named', async () => {
  const { url, asked } = await serve((_, response, number) => {
    if (number === 1) return response.writeHead(500).end('<html>')
    if (number === 2) return response.destroy()
    if (number === 3)
      return response.writeHead(200, { 'content-length': '100' }).write('{"cut":', () => response.destroy())
    return json(response, { number })
  })
  const { client } = clientOf(url)
  expect((await client.send({ path: 'a' })).body).toEqual({ number: 4 })
  const broken = await serve((_, response) => json(response, {}, 503))
  expect(await faultOf(clientOf(broken.url).client.send({ path: 'a' }))).toMatchObject({
    code: 'remote.server_error',
    details: { status: 503, path: '/a' },
  })
  expect(broken.asked.length).toBe(4)
  expect(asked.length).toBe(4)
})

test.each([
  [400, 'remote.rejected'],
  [401, 'auth.rejected'],
  [403, 'auth.insufficient_scope'],
  [404, 'remote.rejected'],
  [410, 'remote.rejected'],
])('an answer of %i is %s at once, with what the remote said and no secret', async (status, code) => {
  const { url, asked } = await serve((request, response) =>
    json(response, { errorMessages: [`no: ${request.headers.authorization}`], errors: { jql: 'wrong' } }, status),
  )
  const fault = await faultOf(clientOf(url).client.send({ path: 'top-secret/a', query: { token: 'top-secret' } }))
  expect(fault).toMatchObject({ code, details: { status } })
  expect(fault.hint).toContain('wrong')
  expect(JSON.stringify(fault.toFault())).not.toContain('top-secret')
  expect(asked.length).toBe(1)
})

test('what an answer means can be judged by its headers', async () => {
  const { url } = await serve((_, response) => json(response, {}, 200, { 'x-ausername': 'anonymous' }))
  const { client } = clientOf(url, {
    judge: ({ headers }) => (headers['x-ausername'] === 'anonymous' ? 'auth.rejected' : null),
  })
  expect((await faultOf(client.send({ path: 'a' }))).code).toBe('auth.rejected')
})

test('a redirect is followed on the same origin and refused to another, which never sees the credentials', async () => {
  const other = await serve((_, response) => json(response, {}))
  const { url, asked } = await serve((request, response) => {
    if (request.url === '/old') return response.writeHead(302, { location: '/new' }).end()
    if (request.url === '/out') return response.writeHead(302, { location: `${other.url}/x` }).end()
    if (request.url === '/loop') return response.writeHead(302, { location: '/loop' }).end()
    return json(response, { at: request.url })
  })
  const { client } = clientOf(url)
  expect((await client.send({ path: 'old' })).body).toEqual({ at: '/new' })
  expect((await faultOf(client.send({ path: 'out' }))).hint).toContain(other.url)
  expect((await faultOf(client.send({ path: 'loop' }))).code).toBe('remote.rejected')
  expect((await faultOf(client.send({ path: `${other.url}/x` }))).code).toBe('remote.rejected')
  expect(other.asked).toEqual([])
  expect(asked.every(request => request.headers.authorization === 'Bearer top-secret')).toBe(true)
})

test('a body that is not JSON, too large or too large unpacked is refused', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/html') return response.end('<html>Sign in</html>')
    if (request.url === '/bomb')
      return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('1'.repeat(100_000)))
    return response.end(`"${'x'.repeat(20_000)}"`)
  })
  const { client } = clientOf(url, { maxBytes: 10_000 })
  expect((await faultOf(client.send({ path: 'html' }))).hint).toContain('sign-in page')
  expect((await faultOf(client.send({ path: 'large' }))).details).toEqual({ maxBytes: 10_000 })
  expect((await faultOf(client.send({ path: 'bomb' }))).details).toEqual({ maxBytes: 10_000 })
})

test('an etag that still holds brings no body', async () => {
  const { url } = await serve((request, response) =>
    request.headers['if-none-match'] === '"1"'
      ? response.writeHead(304, { etag: '"1"' }).end()
      : json(response, { a: 1 }, 200, { etag: '"1"' }),
  )
  const { client } = clientOf(url)
  const { etag, body } = await client.send({ path: 'a' })
  expect([etag, body]).toEqual(['"1"', { a: 1 }])
  expect(await client.send({ path: 'a', etag })).toMatchObject({ status: 304, body: undefined, etag: '"1"' })
})

test('an abort ends requests, waits for limits, pauses between tries and what is queued', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/limited') return json(response, {}, 429, { 'retry-after': '3600' })
    return request.url === '/broken' ? json(response, {}, 500) : null
  })
  for (const path of ['silent', 'limited', 'broken']) {
    const asked = Promise.withResolvers<void>()
    const controller = new AbortController()
    const http = createHttp({
      signal: controller.signal,
      now: Date.now,
      onRequest: asked.resolve,
      retry: { retries: 3, minMs: 3_600_000, maxMs: 3_600_000 },
    })
    const client = http.open({ baseUrl: url, title: 'Remote', concurrency: 1 })
    const sent = [faultOf(client.send({ path })), faultOf(client.send({ path }))]
    await asked.promise
    controller.abort()
    expect((await Promise.all(sent)).map(({ code }) => code)).toEqual(['run.stopped', 'run.stopped'])
    expect((await faultOf(client.send({ path }))).code).toBe('run.stopped')
  }
})

test('an origin gets so many requests at a time, whoever asks', async () => {
  let open = 0
  let most = 0
  const { url } = await serve((_, response) => {
    most = Math.max(most, ++open)
    setImmediate(() => {
      open--
      json(response, {})
    })
  })
  const { http } = clientOf(url)
  const clients = [1, 2].map(() => http.open({ baseUrl: url, title: 'Remote', concurrency: 3 }))
  await Promise.all(Array.from({ length: 20 }, (_, index) => clients[index % 2]?.send({ path: String(index) })))
  expect(most).toBe(3)
})

test('a host that is not there is unreachable, with what to check', async () => {
  const refused = await faultOf(clientOf('http://127.0.0.1:1').client.send({ path: 'a' }))
  expect(refused).toMatchObject({
    code: 'remote.unreachable',
    details: { host: '127.0.0.1:1', reason: 'ECONNREFUSED' },
  })
  const unknown = await faultOf(clientOf('http://weir.invalid').client.send({ path: 'a' }))
  expect(unknown.hint).toMatch(/no such host/)
})

test('a refusal that only the body tells of is waited out, first as long as the remote wants it, then twice as long', async () => {
  const { url } = await serve((_, response, number) =>
    json(response, number <= 3 ? { errors: [{ type: 'RATE_LIMITED' }] } : { ok: true }),
  )
  const { client, waits } = clientOf(url, {
    refusesForNumber: (_, text) => text(100).includes('RATE_LIMITED'),
    backOff: { firstMs: 60_000, longestMs: 120_000 },
  })
  expect((await client.send({ path: 'a' })).body).toEqual({ ok: true })
  expect(waits).toEqual([60_000, 120_000, 120_000])
})

test('who counts against other limits is not held back', async () => {
  const { url } = await serve((request, response) =>
    json(response, {}, 200, request.url === '/a' ? { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' } : {}),
  )
  const { http, waits, start } = clientOf(url)
  const [one, same, other] = ['one', 'one', 'other'].map(limitsOf =>
    http.open({ title: 'Remote', baseUrl: url, limitsOf }),
  )
  await one?.send({ path: 'a' })
  expect([one, same, other].map(client => client?.heldUntil())).toEqual([start + 60_000, start + 60_000, -Infinity])
  await other?.send({ path: 'b' })
  expect(waits).toEqual([])
  await same?.send({ path: 'b' })
  expect(waits).toEqual([60_000])
})

test('what a remote tells of its limit is told on, for each that counts against it', async () => {
  const told = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4987', 'x-ratelimit-reset': '1767225660' }
  const { url } = await serve((request, response) =>
    json(response, {}, 200, request.url === '/a' ? { ...told, 'x-ratelimit-resource': 'core' } : {}),
  )
  const budgets: unknown[] = []
  const { client } = clientOf(url, { limitsOf: 'token 1', onBudget: (...all) => budgets.push(all) })
  await client.send({ path: 'b' })
  expect(client.budget()).toBeNull()
  await client.send({ path: 'a' })
  const budget = { name: 'core', limit: 5000, remaining: 4987, resetsAt: expect.any(Number) }
  expect(client.budget()).toEqual(budget)
  expect(budgets).toEqual([[budget, 'Remote', 'token 1']])
})

test.each([['1e300'], ['99999999999999999'], ['Fri, 31 Dec 9999 23:59:59 GMT']])(
  'a limit that ends in %s holds for a year at most, and has a date that can be shown',
  async reset => {
    const { url } = await serve((_, response, number) =>
      json(response, {}, number === 1 ? 429 : 200, {
        'x-ratelimit-limit': '10',
        'x-ratelimit-remaining': number === 1 ? '0' : '9',
        'x-ratelimit-reset': reset,
      }),
    )
    const { client, waits } = clientOf(url)
    await client.send({ path: 'a' })
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(365 * 24 * 3_600_000)
    // A longer timer would end at once.
    expect(Math.max(...waits)).toBeLessThan(2 ** 31)
    expect(new Date(client.budget()?.resetsAt ?? Number.NaN).toISOString()).toMatch(/^20/)
  },
)
