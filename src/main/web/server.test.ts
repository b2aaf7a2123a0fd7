import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from './test-support.ts'
import { page, testServer } from './web-test-support.ts'

test('the page carries a nonce of its own in the policy and in the markup', async () => {
  const { port } = await testServer()
  const nonceOf = async () => {
    const { headers, body } = await ask({ port, path: '/' })
    const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
    expect(body).toBe(page.replaceAll('__CSP_NONCE__', nonce))
    return nonce
  }
  const [first, second] = [await nonceOf(), await nonceOf()]
  expect(first).toMatch(/^[A-Za-z0-9+/=]{22,}$/)
  expect(second).not.toBe(first)
})

test('the policy allows the app’s own scripts, styles and socket and nothing else', async () => {
  const { port } = await testServer()
  const { headers } = await ask({ port, path: '/jobs' })
  const policy = String(headers['content-security-policy']).replace(/'nonce-[^']+'/g, "'nonce-N'")
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'nonce-N'",
    "style-src 'self' 'nonce-N'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:${port}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ])
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
})

test('hashed assets are kept for ever, other files are asked for again', async () => {
  const { port } = await testServer()
  const asset = await ask({ port, path: '/assets/app-1a2b.js' })
  expect(asset).toMatchObject({ status: 200, body: 'export {}' })
  expect(asset.headers['cache-control']).toContain('immutable')
  expect(asset.headers['content-type']).toContain('javascript')
  expect((await ask({ port, path: '/icon.svg' })).headers['cache-control']).toBe('no-cache')
  expect((await ask({ port, path: '/assets/gone.js' })).status).toBe(404)
})

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/..%5csecret.txt',
  '//secret.txt',
  '/%00/../secret.txt',
  '/%E0%A4%A.txt',
])('no path leads out of the folder: %s', async path => {
  const { port } = await testServer()
  const { status, body } = await ask({ port, path })
  expect({ status, leaked: body.includes('outside') }).toEqual({ status: 404, leaked: false })
})

test('a range that ends before it begins does no harm', async () => {
  const { port } = await testServer()
  const answer = await ask({ port, path: '/icon.svg', headers: { range: 'bytes=5-2' } })
  expect(answer).toMatchObject({ status: 200, body: '<svg/>' })
})

test.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost.evil.example', '[::1]'])(
  'a foreign Host is refused: %s',
  async host => {
    const { port, origin } = await testServer()
    const answer = await ask({ port, path: '/', headers: { host: host.includes(':80') ? host : `${host}:1` } })
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.body).fault).toMatchObject({
      code: 'rpc.forbidden',
      hint: expect.stringContaining(origin),
    })
  },
)

test('both names of this machine are served', async () => {
  const { port } = await testServer()
  expect((await ask({ port, path: '/', headers: { host: `localhost:${port}` } })).status).toBe(200)
  expect((await ask({ port, path: '/', headers: { host: `127.0.0.1:${port}` } })).status).toBe(200)
})

test('another page’s Origin is refused', async () => {
  const { port } = await testServer()
  for (const origin of ['http://evil.example', 'null', `http://localhost:${port}`, `https://127.0.0.1:${port}`])
    expect((await ask({ port, path: '/assets/app-1a2b.js', headers: { origin } })).status).toBe(403)
})

test('a server without a built app says what to do', async () => {
  const { port } = await testServer({ rendererFolder: '/nowhere/at/all' })
  const answer = await ask({ port, path: '/' })
  expect(JSON.parse(answer.body).fault.hint).toContain('npm run build')
})

test('a method that makes no sense is refused', async () => {
  const { port, origin } = await testServer()
  expect((await ask({ port, path: '/', method: 'POST', headers: { origin } })).status).toBe(405)
  expect((await ask({ port, path: '/session', method: 'PUT', headers: { origin } })).status).toBe(405)
})

test('a port asked for that is taken is a fault of the setting', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  await expect(testServer({ port })).rejects.toMatchObject({ code: 'settings.invalid', fields: [{ path: 'port' }] })
})

test('without a port asked for a second server takes another one', async () => {
  const first = await testServer({ port: null })
  const second = await testServer({ port: null })
  expect(second.port).not.toBe(first.port)
})
