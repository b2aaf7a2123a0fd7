import { generateKeyPairSync, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { smallSizes } from '../../../../test/support/github-bench.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import { octokitOfApp } from './app.ts'
import { discover } from './discover.ts'
import { askGraphql } from './graphql.ts'
import { headOf } from './history/head-of.ts'
import { type GithubContext, remoteOf } from './remote.ts'
import { placeOf } from './repository-place.ts'
import { restList } from './rest-pages.ts'
import { GithubSettings } from './settings.ts'

const token = 'ghp_a-token-nobody-may-see'
const day = Date.parse('2031-05-04T10:00:00Z')

interface Answer {
  readonly status?: number
  readonly body: unknown
  /** Where the next page is. */
  readonly next?: string
}

/** A server that answers with these, one after the other, and the connector's context for it. */
async function serve(...answers: readonly Answer[]) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    const { status = 200, body, next } = answers[asked.length] ?? { status: 500, body: null }
    asked.push(request)
    const link = next && `<${new URL(next, `http://${request.headers.host}`)}>; rel="next"`
    const headers = { 'content-type': 'application/json', ...(link && { link }) }
    response.writeHead(status, headers).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { signal } = new AbortController()
  const context = (settings: object, credentials: object): GithubContext => ({
    settings: GithubSettings.parse({ url, ...settings }),
    credentials,
    http: createHttp({ signal, now: () => day, retry: { retries: 0, minMs: 1, maxMs: 1 } }),
    signal,
    now: () => day,
    log: () => undefined,
    cacheFolder: null,
    commands: {
      run() {
        throw new Error('GitHub needs no programs')
      },
    },
  })
  return { asked, context, remote: remoteOf(context({}, { token }), smallSizes) }
}

test('requests go to where the server has its API, with the headers of the host and none of Octokit’s own', async () => {
  const { asked, remote } = await serve({ body: { login: 'anna' } }, { body: { data: { ok: 1 } } })
  await remote.octokit.request('GET /user')
  await askGraphql(remote, z.unknown(), 'query One { ok }', { owner: 'acme' })
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/v3/user', 'POST /api/graphql'])
  for (const { headers } of asked) {
    expect(headers).toMatchObject({
      'user-agent': 'Weir',
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      authorization: `Bearer ${token}`,
    })
  }
})

test('what is searched for arrives as it was written', async () => {
  const { asked, context } = await serve({ body: [] }, { body: { total_count: 0, items: [] } })
  const found = discover(smallSizes)(context({ searches: ['org:acme language:c++'] }, { token }))
  expect(await Array.fromAsync(found)).toEqual([])
  expect(new URL(asked[1]?.url ?? '', 'http://any').searchParams.get('q')).toBe('org:acme language:c++')
})

test('a branch of any name is asked for by its path', async () => {
  const repository = {
    id: 5,
    name: 'shop',
    full_name: 'acme/shop',
    owner: { login: 'acme' },
    html_url: 'https://github.example/acme/shop',
    private: true,
    fork: false,
    created_at: '2031-01-01T00:00:00Z',
    default_branch: 'next/#1 ü',
  }
  const { asked, remote } = await serve({ body: repository }, { body: { object: { sha: 'a'.repeat(40) } } })
  await headOf(remote, await placeOf(remote, { externalId: '5', name: 'acme/shop' }), null)
  expect(asked[1]?.url).toBe('/api/v3/repos/acme/shop/git/ref/heads/next/%231%20%C3%BC')
})

test('a list goes on where its answer says; answers that count it besides are a list, too', async () => {
  const { asked, remote } = await serve(
    { body: { total_count: 3, repository_selection: 'all', repositories: [1, 2] }, next: '/api/v3/any?page=7' },
    { body: { total_count: 3, repositories: [3] } },
  )
  expect(await restList(remote, 'GET /installation/repositories', { per_page: 2 })).toEqual([1, 2, 3])
  expect(asked.map(({ url }) => url)).toEqual(['/api/v3/installation/repositories?per_page=2', '/api/v3/any?page=7'])
})

test('a page on another host is not asked for', async () => {
  const { asked, remote } = await serve({ body: [1], next: 'http://other.example/page' })
  const list = restList(remote, 'GET /user/repos', {})
  await expect(list).rejects.toMatchObject({ code: 'remote.rejected', details: { host: 'other.example' } })
  expect(asked.length).toBe(1)
})

test.each<readonly [string, unknown]>([
  ['an object', { message: 'Welcome' }],
  ['a text', 'Welcome'],
  ['nothing', null],
  ['a count', { total_count: 3 }],
  ['a count of something else', { total_count: 3, repositories: 'three' }],
])('%s in place of a list is no empty list', async (_, body) => {
  const { remote } = await serve({ body })
  const list = restList(remote, 'GET /user/repos', {})
  await expect(list).rejects.toMatchObject({ code: 'remote.rejected', hint: expect.stringContaining('a form Weir') })
})

test.each<readonly [string, unknown]>([
  ['a list', [1]],
  ['nothing', null],
  ['errors that are none', { data: null, errors: 'many' }],
  ['errors that say nothing', { data: null, errors: [null] }],
])('%s in place of an answer to a query is a fault', async (_, body) => {
  const { remote } = await serve({ body })
  const answer = askGraphql(remote, z.object({ a: z.number() }), 'query One { a }', {})
  await expect(answer).rejects.toMatchObject({ code: 'remote.rejected' })
})

test('what a query is answered counts although something of it is missing', async () => {
  const errors = [{ type: 'NOT_FOUND', path: ['b'], message: 'No b' }]
  const { remote } = await serve({ body: { data: { a: 1, b: null }, errors } }, { body: { data: null, errors } })
  const schema = z.object({ a: z.number() })
  expect(await askGraphql(remote, schema, 'query Two { a b }', {})).toEqual({ a: 1 })
  const refused = askGraphql(remote, schema, 'query Two { a b }', {})
  await expect(refused).rejects.toMatchObject({ code: 'remote.rejected', details: { type: 'NOT_FOUND' } })
})

test.each([400, 401, 403, 404, 422, 500])('a fault of status %i has the token nowhere in it', async status => {
  const body = { message: `Not for ${token}`, errors: [{ message: token }] }
  const { remote } = await serve({ status, body }, { status, body }, { status, body })
  const { octokit } = remote
  const asked = [
    octokit.request('GET /user'),
    restList(remote, 'GET /user/repos', {}),
    askGraphql(remote, z.unknown(), 'query One { a }', {}),
  ]
  for (const settled of await Promise.allSettled(asked)) {
    expect(settled).toMatchObject({ status: 'rejected', reason: expect.any(WeirError) })
    expect(inspect(settled, { depth: null, showHidden: true })).not.toContain(token)
  }
})

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const app = { appId: '12', installationId: '34' }
const asApp = { privateKey: String(privateKey.export({ type: 'pkcs1', format: 'pem' })) }

test('an App is let in by a token signed with its key, of the time the host says it is', async () => {
  const { asked, context } = await serve({ body: { name: 'Weir' } })
  await (await octokitOfApp(context(app, asApp))).request('GET /app')
  const [, head = '', claims = '', signature = ''] =
    /^Bearer ([^.]+)\.([^.]+)\.([^.]+)$/.exec(asked[0]?.headers.authorization ?? '') ?? []
  expect(verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(
    true,
  )
  const { iss, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  expect(iss).toBe('12')
  expect(iat * 1_000).toBeLessThan(day)
  expect(exp * 1_000).toBeGreaterThan(day + 300_000)
  expect(exp - iat).toBeLessThanOrEqual(600)
})

test.each<readonly [string, string]>([
  ['of another kind', String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))],
  ['that is cut off', `${asApp.privateKey.slice(0, 400)}\n-----END RSA PRIVATE KEY-----`],
  ['that is none', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
])('a key %s is named, and is not in the fault', async (_, wrong) => {
  const { context } = await serve()
  const error = await octokitOfApp(context(app, { privateKey: wrong })).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'auth.rejected', fields: [{ path: 'credentials.privateKey' }] })
  const [, secret = wrong] = wrong.split('\n')
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain(secret)
})

test('a list whose pages lead back to themselves is given up', async () => {
  const next = '/api/v3/repos/acme/shop/tags?page=1'
  const { asked, remote } = await serve(...Array.from({ length: 9 }, () => ({ body: [{}], next })))
  const list = restList(remote, 'GET /repos/{owner}/{repo}/tags', { owner: 'acme', repo: 'shop' })
  await expect(list).rejects.toMatchObject({ code: 'remote.rejected' })
  expect(asked).toHaveLength(5)
})
