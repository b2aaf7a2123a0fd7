import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { openWebServer, type WebServer, type WebServerOptions } from './server.ts'
import { ask, recordingLogger, testApplication, testFolder } from './test-support.ts'

export const page =
  '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/assets/app-1a2b.js"></script>'

/** A built renderer, with a secret just outside its folder. */
export function testRenderer(): string {
  const folder = testFolder()
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'renderer', 'index.html'), page)
  writeFileSync(join(folder, 'renderer', 'assets', 'app-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'renderer', 'icon.svg'), '<svg/>')
  return join(folder, 'renderer')
}

/** A server on a free port, closed when the test ends. */
export async function testServer(options: Partial<WebServerOptions> = {}) {
  const logger = recordingLogger()
  const dataFolder = options.dataFolder ?? testFolder()
  const server = await openWebServer({
    app: testApplication(),
    rendererFolder: testRenderer(),
    port: 0,
    clock: { now: () => Date.now() },
    logger,
    ...options,
    dataFolder,
  })
  onTestFinished(() => server.close())
  return { server, logger, dataFolder, port: server.port, origin: `http://127.0.0.1:${server.port}` }
}

export const tokenOf = (link: string): string => new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? ''

/** Tries a token at `POST /session`. */
export const redeem = (port: number, token: unknown) =>
  ask({
    port,
    path: '/session',
    method: 'POST',
    headers: { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })

/** Signs in by a fresh link and returns the cookie to send. */
export async function signIn(server: WebServer, role: 'viewer' | 'admin' = 'admin'): Promise<string> {
  const answer = await redeem(server.port, tokenOf(server.createLink(role)))
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** A socket as a browser opens it, and the frames it has received; `next` waits for the next one not yet taken. */
export function openSocket(port: number, headers: Readonly<Record<string, string>>) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, {
    headers: { origin: `http://127.0.0.1:${port}`, ...headers },
  })
  return { socket, ...watch(socket) }
}

/** What arrives at a socket, in order. */
export function watch(socket: WebSocket) {
  const frames: unknown[] = []
  const waiting: ((frame: unknown) => void)[] = []
  socket.on('message', data => {
    const frame: unknown = JSON.parse(data.toString())
    const taker = waiting.shift()
    if (taker) taker(frame)
    else frames.push(frame)
  })
  socket.on('error', () => {})
  onTestFinished(() => socket.terminate())
  const opened = new Promise<void>(resolve => socket.on('open', () => resolve()))
  const refused = new Promise<number>(resolve =>
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0)),
  )
  const closed = new Promise<number>(resolve => socket.on('close', code => resolve(code)))
  const next = () =>
    frames.length > 0 ? Promise.resolve(frames.shift()) : new Promise<unknown>(resolve => waiting.push(resolve))
  return { opened, refused, closed, next }
}
