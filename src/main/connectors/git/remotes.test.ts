import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createTestFolder, createTestRepository } from '../../../../test/support/git-repository.ts'
import { createMemoryHost } from '../sdk/conformance-host.ts'
import { git } from './index.ts'
import { remoteProblem } from './remote-url.ts'
import { GitSettings } from './settings.ts'

const token = 'ghp_very-secret'

/** A repository over HTTP on loopback, for who brings the token, or for anybody; `refusal` is what others get. */
async function serveRepository({ open = false } = {}) {
  const folder = createTestFolder()
  const repository = createTestRepository(join(folder.path, 'source'))
  repository.commit('one')
  repository.git('clone', '--quiet', '--bare', '.', join(folder.path, 'served.git'))
  repository.gitIn(join(folder.path, 'served.git'), 'update-server-info')
  const granted = `Basic ${Buffer.from(`ada:${token}`).toString('base64')}`
  const answers = { refusal: 401 }
  const shown: string[] = []
  const server = createServer((request, response) => {
    const { authorization } = request.headers
    if (authorization !== undefined) shown.push(authorization)
    if (!open && authorization !== granted) {
      response.writeHead(answers.refusal, { 'www-authenticate': 'Basic realm="test"' }).end()
      return
    }
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    createReadStream(join(folder.path, normalize(path)))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    folder.remove()
  })
  const { port } = server.address() as AddressInfo
  const remote = `http://127.0.0.1:${port}/served.git`
  const hostFor = (credentials: Record<string, string>, address = remote) =>
    createMemoryHost({
      connector: git,
      settings: { remotes: [address] },
      credentials,
      cacheFolder: join(folder.path, 'cache'),
    })
  return { remote, hostFor, answers, shown, close: () => new Promise(resolve => server.close(resolve)) }
}

test('a token opens an https remote and is kept out of everything that is said', async () => {
  const { hostFor } = await serveRepository()
  const host = hostFor({ username: 'ada', token })
  const { checks } = await host.verify()
  await host.run(await host.discover())
  expect(host.rows().map(({ entity }) => entity.kind)).toEqual(['branch', 'commit', 'repository'])
  expect(JSON.stringify([checks, host.logged, host.rows()])).not.toContain(token)
})

test('a remote that refuses is auth.rejected and names the address, not the token', async () => {
  const { hostFor, answers } = await serveRepository()
  for (const refusal of [401, 403]) {
    answers.refusal = refusal
    const error = await hostFor({ username: 'ada', token: 'wrong-token' })
      .verify()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'auth.rejected', fields: [{ path: 'settings.remotes.0' }] })
    expect(JSON.stringify(error)).not.toContain('wrong-token')
    expect(JSON.stringify(error)).not.toContain(Buffer.from('ada:wrong-token').toString('base64'))
  }
})

test.each([
  ['before', false],
  ['after', true],
])('a remote that sends on to another one %s it has seen the token gives it away to nobody', async (_, asks) => {
  const other = await serveRepository({ open: true })
  const elsewhere = other.remote.replace('127.0.0.1', 'localhost').replace('/served.git', '')
  const server = createServer(({ headers, url }, response) => {
    if (asks && headers.authorization === undefined)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end()
    else response.writeHead(302, { location: `${elsewhere}${url}` }).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const host = other.hostFor({ username: 'ada', token }, `http://127.0.0.1:${port}/served.git`)
  await host.run(await host.discover()).catch(() => undefined)
  expect(other.shown).toEqual([])
})

test('a missing repository, one elsewhere, a broken server and no server at all are told apart', async () => {
  const { hostFor, remote, answers, close } = await serveRepository()
  const missing = hostFor({ username: 'ada', token }, remote.replace('served', 'missing'))
  await expect(missing.verify()).rejects.toMatchObject({ code: 'remote.rejected' })
  answers.refusal = 302
  const sentOn = { code: 'remote.rejected', hint: expect.stringContaining('another address') }
  await expect(hostFor({}).verify()).rejects.toMatchObject(sentOn)
  answers.refusal = 503
  await expect(hostFor({}).verify()).rejects.toMatchObject({ code: 'remote.server_error' })
  await close()
  await expect(hostFor({}).verify()).rejects.toMatchObject({ code: 'remote.unreachable' })
})

test.each([
  'https://example.org/team/project.git',
  'ssh://git@example.org:22/project.git',
  'git@example.org:team/project.git',
  'file:///srv/git/project.git',
  'http://localhost:3000/project.git',
])('%s is an address', remote => {
  expect(remoteProblem(remote)).toBeNull()
})

test.each([
  'https://user:password@example.org/project.git',
  'https://token@example.org/project.git',
  'http://example.org/project.git',
  'ext::sh -c touch% /tmp/sprung',
  'ext::sh',
  '--upload-pack=touch',
  '-oProxyCommand=touch@example.org:x',
  'git@-oProxyCommand=touch:x',
  'ssh://-oProxyCommand=touch/x',
  'git@example.org:--upload-pack',
  'git://example.org/project.git',
  'file://server/share/project.git',
  '/srv/git/project.git',
  'https://example.org/a b',
  '',
])('%s is refused', remote => {
  expect(GitSettings.safeParse({ remotes: [remote] }).success).toBe(false)
})

test('a password in an address is refused at its field, without repeating it', () => {
  const { error } = GitSettings.safeParse({ folders: [], remotes: ['https://me:hunter2@example.org/x'] })
  expect(error?.issues).toEqual([expect.objectContaining({ path: ['remotes', 0] })])
  expect(JSON.stringify(error?.issues)).not.toContain('hunter2')
})
