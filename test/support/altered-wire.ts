import type { Page } from 'playwright/test'
import type { Fault } from '../../src/shared/contract/faults.ts'
import type { MethodName } from '../../src/shared/contract/methods.ts'

export interface AlteredWire {
  /** Keeps the answers to a method back until the returned function is called. */
  hold(method: MethodName): () => void
  /** Answers a method with a fault until the returned function is called. */
  fail(method: MethodName, fault: Fault): () => void
}

interface Frame {
  readonly id?: string
  readonly method?: string
}

/** Comes between the page and the real server, so that a state that passes in a moment can be looked at. */
export async function alterWire(page: Page): Promise<AlteredWire> {
  const failing = new Map<string, Fault>()
  const holding = new Map<string, (() => void)[]>()
  await page.routeWebSocket('**/ws', socket => {
    const server = socket.connectToServer()
    const asked = new Map<string, string>()
    socket.onMessage(message => {
      const { id = '', method = '' }: Frame = JSON.parse(String(message))
      const fault = failing.get(method)
      if (fault) return socket.send(JSON.stringify({ type: 'reply', id, reply: { ok: false, fault } }))
      asked.set(id, method)
      server.send(message)
    })
    server.onMessage(message => {
      const { id = '' }: Frame = JSON.parse(String(message))
      const held = holding.get(asked.get(id) ?? '')
      asked.delete(id)
      if (held) held.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  return {
    hold(method) {
      holding.set(method, [])
      return () => {
        const held = holding.get(method) ?? []
        holding.delete(method)
        for (const send of held) send()
      }
    },
    fail(method, fault) {
      failing.set(method, fault)
      return () => void failing.delete(method)
    },
  }
}
