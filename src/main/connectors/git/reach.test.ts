import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener, request as send } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { join, normalize } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { certificate, key } from '../../../../test/support/certificate.ts'
import { createTestFolder, createTestRepository } from '../../../../test/support/git-repository.ts'
import { createCommandRunner } from '../../ingest/command-runner.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import { updateMirror } from './mirror.ts'

const token = 'ghp_very-secret'

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A bare repository's folder, and what serves it as plain files. */
function servedRepository() {
  const folder = createTestFolder()
  onTestFinished(() => folder.remove())
  const repository = createTestRepository(join(folder.path, 'source'))
  repository.commit('one')
  repository.git('clone', '--quiet', '--bare', '.', join(folder.path, 'served.git'))
  repository.gitIn(join(folder.path, 'served.git'), 'update-server-info')
  const answer: RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    createReadStream(join(folder.path, normalize(path)))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  }
  return { answer, cacheFolder: join(folder.path, 'cache') }
}

function contextWith(cacheFolder: string, access: { readonly certificate?: string }) {
  const { signal } = new AbortController()
  const args: string[] = []
  const commands = createCommandRunner({ signal })
  const context = {
    settings: { folders: [], remotes: [] },
    credentials: { token, ...access },
    commands: {
      run: (...[program, given, options]: Parameters<typeof commands.run>) => {
        args.push(...given)
        return commands.run(program, given, options)
      },
    },
    http: createHttp({ signal, now: Date.now }),
    signal,
    now: Date.now,
    log: () => {},
    cacheFolder,
  }
  return { context, args }
}

test('a server with a certificate from an own authority is cloned from and fetched with that certificate only', async () => {
  const { answer, cacheFolder } = servedRepository()
  const remote = `https://127.0.0.1:${await listen(createSecureServer({ cert: certificate, key }, answer))}/served.git`
  await expect(updateMirror(contextWith(cacheFolder, {}).context, remote, remote)).rejects.toMatchObject({
    code: 'remote.unreachable',
    hint: expect.stringContaining('certificate'),
  })
  const { context, args } = contextWith(cacheFolder, { certificate })
  const folder = await updateMirror(context, remote, remote)
  expect(await updateMirror(context, remote, remote)).toBe(folder)
  expect(readFileSync(join(folder, 'HEAD'), 'utf8')).toContain('refs/heads/')
  // What Weir trusts besides is in the file, too, or public servers would be refused.
  const [trusted = ''] = readdirSync(cacheFolder).filter(name => name.endsWith('.pem'))
  expect(readFileSync(join(cacheFolder, trusted), 'utf8').match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(10)
  expect(JSON.stringify(args)).not.toContain(token)
  expect(JSON.stringify(args)).not.toContain(Buffer.from(`x-access-token:${token}`).toString('base64'))
})

test('a clone goes through the proxy of the environment', async () => {
  const { answer, cacheFolder } = servedRepository()
  const remote = `http://127.0.0.1:${await listen(createServer(answer))}/served.git`
  const asked: string[] = []
  const proxy = createServer((incoming, response) => {
    asked.push(incoming.url ?? '')
    const { url = '', method, headers } = incoming
    incoming.pipe(
      send(url, { method, headers }, answered => {
        response.writeHead(answered.statusCode ?? 502, answered.headers)
        answered.pipe(response)
      }),
    )
  })
  vi.stubEnv('http_proxy', `http://127.0.0.1:${await listen(proxy)}`)
  vi.stubEnv('no_proxy', '')
  vi.stubEnv('NO_PROXY', '')
  onTestFinished(() => void vi.unstubAllEnvs())
  await updateMirror(contextWith(cacheFolder, {}).context, remote, remote)
  expect(asked.some(url => url.startsWith(remote))).toBe(true)
})
