import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentFile, serveContent } from './content.ts'

let folder: string
let root: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-content-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(root, 'index.html'), '<meta nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__">1</script>')
  await writeFile(join(root, 'assets', 'a b.js'), 'export {}')
  await writeFile(join(root, 'run.exe'), 'MZ')
})
afterAll(() => rm(folder, { recursive: true }))

const get = (url: string, method = 'GET') => serveContent(root, { url, method })

test.each([
  'app://weir/../secret.txt',
  'app://weir/%2e%2e/secret.txt',
  'app://weir/..%2fsecret.txt',
  'app://weir/assets/..%2f..%2fsecret.txt',
  'app://weir/%2e%2e%2f%2e%2e%2fsecret.txt',
])('%s does not leave the renderer folder', async url => {
  expect((await get(url)).status).toBe(404)
})

test.each([
  'app://other/index.html',
  'https://weir/index.html',
  'app://weir/%E0%A4%A',
  'app://weir/a%00.js',
  'nonsense',
])('%s names no file', url => {
  expect(contentFile('/root', url)).toBeNull()
})

test('serves a file with its type, and refuses sniffing', async () => {
  const response = await get('app://weir/assets/a%20b.js?v=1#x')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await response.text()).toBe('export {}')
})

test('a page carries a policy whose nonce is new in every response and is the one in its markup', async () => {
  const [first, second] = await Promise.all([get('app://weir/'), get('app://weir/jobs')])
  const nonceOf = (response: Response) =>
    /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]
  const nonce = nonceOf(first)
  expect(nonce).toMatch(/^[\w+/]{22}==$/)
  expect(nonceOf(second)).not.toBe(nonce)
  expect(await first.text()).toBe(`<meta nonce="${nonce}"><script nonce="${nonce}">1</script>`)
  expect(first.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /)
})

test('missing files, unknown types and folders are 404, writing is 405', async () => {
  expect((await get('app://weir/assets/missing.js')).status).toBe(404)
  expect((await get('app://weir/run.exe')).status).toBe(404)
  expect((await get('app://weir/index.html', 'POST')).status).toBe(405)
})
