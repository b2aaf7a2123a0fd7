import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { inspect } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { certificate, key } from '../../../../test/support/certificate.ts'
import { listening } from '../../../../test/support/listening.ts'
import { createHttp } from './create-http.ts'

const clientOf = (baseUrl: string, ca?: string) =>
  createHttp({
    signal: new AbortController().signal,
    now: Date.now,
    retry: { retries: 3, minMs: 1, maxMs: 2 },
  }).open({ baseUrl, title: 'Remote', ca })

test('a certificate of nobody known is refused at once, and taken when it is given', async () => {
  const server = createSecureServer({ cert: certificate, key }, (_, response) => response.end('{"ok":true}'))
  let connections = 0
  server.on('connection', () => connections++)
  const url = `https://127.0.0.1:${await listening(server)}`
  await expect(clientOf(url).send({ path: 'a' })).rejects.toMatchObject({
    code: 'remote.unreachable',
    hint: expect.stringContaining('certificate'),
  })
  expect(connections).toBe(1)
  expect((await clientOf(url, certificate).send({ path: 'a' })).body).toEqual({ ok: true })
})

test('plain HTTP asked for by https is named', async () => {
  const server = createServer((_, response) => response.end('{}'))
  const url = `https://127.0.0.1:${await listening(server)}`
  await expect(clientOf(url).send({ path: 'a' })).rejects.toMatchObject({ code: 'remote.unreachable' })
})

test('requests go through the proxy of the environment, except to hosts it leaves out', async () => {
  const target = await listening(createServer((_, response) => response.end('{"from":"target"}')))
  const asked: (string | undefined)[] = []
  const proxy = createServer((request, response) => {
    asked.push(request.url)
    response.end('{"from":"proxy"}')
  })
  vi.stubEnv('http_proxy', `http://127.0.0.1:${await listening(proxy)}`)
  vi.stubEnv('no_proxy', 'localhost')
  onTestFinished(() => void vi.unstubAllEnvs())
  expect((await clientOf('http://jira.invalid').send({ path: 'a' })).body).toEqual({ from: 'proxy' })
  expect((await clientOf(`http://localhost:${target}`).send({ path: 'a' })).body).toEqual({ from: 'target' })
  expect(asked).toEqual(['http://jira.invalid/a'])
})

test('what is no proxy is named, without its password', async () => {
  vi.stubEnv('https_proxy', 'ada:hunter2@proxy.example:8080')
  onTestFinished(() => void vi.unstubAllEnvs())
  const fault = await clientOf('https://jira.invalid')
    .send({ path: 'a' })
    .catch(error => error)
  expect(fault).toMatchObject({ code: 'remote.unreachable', hint: expect.stringContaining('HTTPS_PROXY') })
  expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain('hunter2')
})
