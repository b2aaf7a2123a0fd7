import { z } from 'zod'
import { Fault } from '../../../shared/contract/faults.ts'
import { maxMessageBytes, Reply, type RequestMessage } from '../../../shared/contract/transport.ts'
import { tooLarge } from '../../../shared/contract/transport-faults.ts'
import { utf8Length } from '../../../shared/contract/utf8-length.ts'

export type HttpAnswer =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'unreachable' }

/** The way to the server that is left when the socket is not. */
export interface HttpLink {
  /** Sends one request, once. Aborting cancels it. Never rejects. */
  send(message: RequestMessage, signal: AbortSignal): Promise<HttpAnswer>
  /** Whether the server answers, and knows this browser. Never rejects. */
  probe(): Promise<'reachable' | 'unauthorized' | 'unreachable'>
}

const probeMs = 5_000
const Refusal = z.object({ fault: Fault })
const unreachable: HttpAnswer = { kind: 'unreachable' }

/** Requests by `POST /rpc`, with the session's cookie. */
export function createHttpLink(fetch: typeof globalThis.fetch): HttpLink {
  return {
    async send(message, signal) {
      const body = JSON.stringify(message)
      if (utf8Length(body) > maxMessageBytes) return { kind: 'reply', reply: { ok: false, fault: tooLarge() } }
      try {
        const headers = { 'content-type': 'application/json' }
        const response = await fetch('/rpc', { method: 'POST', headers, body, signal, cache: 'no-store' })
        return response.status === 401 ? { kind: 'unauthorized' } : readAnswer(await response.json())
      } catch {
        // No answer, or not Weir's: something in between has answered for it.
        return unreachable
      }
    },
    async probe() {
      try {
        const { ok, status } = await fetch('/session', { cache: 'no-store', signal: AbortSignal.timeout(probeMs) })
        if (status === 401) return 'unauthorized'
        return ok ? 'reachable' : 'unreachable'
      } catch {
        return 'unreachable'
      }
    },
  }
}

function readAnswer(body: unknown): HttpAnswer {
  const reply = Reply.safeParse(body)
  if (reply.success) return { kind: 'reply', reply: reply.data }
  const refusal = Refusal.safeParse(body)
  return refusal.success ? { kind: 'reply', reply: { ok: false, fault: refusal.data.fault } } : unreachable
}
