import type { Reply } from './transport.ts'

/** The requests of one connection that wait for their answers. */
export interface PendingReplies {
  wait(id: string): Promise<Reply>
  settle(id: string, reply: Reply): void
  settleAll(reply: Reply): void
}

export function pendingReplies(): PendingReplies {
  const waiting = new Map<string, (reply: Reply) => void>()
  return {
    wait: id => new Promise(resolve => waiting.set(id, resolve)),
    settle(id, reply) {
      const resolve = waiting.get(id)
      waiting.delete(id)
      resolve?.(reply)
    },
    settleAll(reply) {
      const all = [...waiting.values()]
      waiting.clear()
      for (const resolve of all) resolve(reply)
    },
  }
}
