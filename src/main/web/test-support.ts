import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { PushMessage, Reply, RequestMessage } from '../../shared/contract/transport.ts'
import type { Caller, Logger } from '../ports.ts'

/** A folder of the test's own, gone when it ends. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weir-web-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A logger that keeps every line as it would be told. */
export function recordingLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const record = (message: string, facts?: unknown) => void lines.push(`${message} ${JSON.stringify(facts ?? {})}`)
  return { lines, debug: record, info: record, warn: record, error: record }
}

/** An application that answers by `answer` and remembers who asked what, and who went away. */
export function testApplication(answer: (message: RequestMessage, caller: Caller) => Promise<Reply> | Reply = echo) {
  const listeners = new Set<(push: PushMessage) => void>()
  const asked: { readonly caller: Caller; readonly message: RequestMessage }[] = []
  const gone = Promise.withResolvers<Caller>()
  return {
    asked,
    gone: gone.promise,
    push: (push: PushMessage) => {
      for (const listener of listeners) listener(push)
    },
    async handle(caller: Caller, message: RequestMessage) {
      asked.push({ caller, message })
      return answer(message, caller)
    },
    subscribe(listener: (push: PushMessage) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    forget: (caller: Caller) => gone.resolve(caller),
  }
}

const echo = (message: RequestMessage, caller: Caller): Reply => ({
  ok: true,
  data: { method: message.method, input: message.input, role: caller.role, local: caller.local },
})

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface HttpQuestion {
  readonly port: number
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One HTTP request, sent as it is written: no client puts the path or the Host right. */
export function ask({ port, path, method = 'GET', headers = {}, body }: HttpQuestion): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
