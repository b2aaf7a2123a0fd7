import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { certificate, key } from '../../../../test/support/certificate.ts'
import { smallSizes } from '../../../../test/support/github-bench.ts'
import { listening } from '../../../../test/support/listening.ts'
import { createMemoryHost } from '../sdk/conformance-host.ts'
import { createGithubConnector } from './index.ts'

const serve = async (answer: RequestListener) => `http://127.0.0.1:${await listening(createServer(answer))}`

const verifyAt = (url: string, settings: object = {}) =>
  createMemoryHost({
    connector: createGithubConnector(smallSizes),
    settings: { url, ...settings },
    credentials: { token: 'ghp_some-token-or-other' },
    cacheFolder: tmpdir(),
  }).verify()

const page = '<!doctype html><title>Welcome</title>'
const others: readonly (readonly [string, RequestListener])[] = [
  ['a page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page)],
  ['other data', (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')],
  ['a list', (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[1,2]')],
  ['nothing', (_, response) => response.writeHead(204).end()],
  ['nothing of that name', (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end(page)],
  [
    'a page that asks for a password',
    (_, response) => response.writeHead(401, { 'content-type': 'text/html' }).end(page),
  ],
  ['a page that refuses', (_, response) => response.writeHead(403, { 'content-type': 'text/html' }).end(page)],
]

test.each(others)('where %s is answered, the address is said to be wrong, not the token', async (_, answer) => {
  const url = await serve(answer)
  await expect(verifyAt(url)).rejects.toMatchObject({
    code: 'settings.invalid',
    hint: expect.stringContaining(url),
    fields: [{ path: 'settings.url', message: 'There is no GitHub here' }],
  })
})

test('a sign-in page on the same host is no GitHub either', async () => {
  const url = await serve((request, response) =>
    request.url === '/login'
      ? response.writeHead(200, { 'content-type': 'text/html' }).end(page)
      : response.writeHead(302, { location: '/login' }).end(),
  )
  await expect(verifyAt(url)).rejects.toMatchObject({ code: 'settings.invalid', fields: [{ path: 'settings.url' }] })
})

test('one that sends on to another host is named with it, and that host never hears the token', async () => {
  const heard: (string | undefined)[] = []
  const sso = await serve((request, response) => {
    heard.push(request.headers.authorization)
    response.end('{"login":"anna"}')
  })
  const url = await serve((_, response) => response.writeHead(302, { location: `${sso}/login` }).end())
  await expect(verifyAt(url)).rejects.toMatchObject({
    code: 'settings.invalid',
    hint: expect.stringContaining(sso),
    fields: [{ path: 'settings.url', message: 'It sends on to another address' }],
  })
  expect(heard).toEqual([])
})

test('a certificate of nobody known is asked for in its field, and taken there', async () => {
  const server = createSecureServer({ cert: certificate, key }, (_, response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}'),
  )
  const url = `https://127.0.0.1:${await listening(server)}`
  await expect(verifyAt(url)).rejects.toMatchObject({
    code: 'remote.unreachable',
    fields: [{ path: 'settings.certificate' }],
  })
  await expect(verifyAt(url, { certificate })).rejects.toMatchObject({ fields: [{ path: 'settings.url' }] })
})

test('where nothing answers, or not by https, the address is named', async () => {
  const plain = await serve((_, response) => response.end(page))
  const closed = createServer()
  const port = await listening(closed)
  await new Promise(resolve => closed.close(resolve))
  for (const url of [plain.replace('http:', 'https:'), `http://127.0.0.1:${port}`]) {
    await expect(verifyAt(url)).rejects.toMatchObject({
      code: 'remote.unreachable',
      fields: [{ path: 'settings.url' }],
    })
  }
})
