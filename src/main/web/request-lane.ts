import type { RequestMessage } from '../../shared/contract/transport.ts'

export interface RequestLane<Message extends RequestMessage = RequestMessage> {
  add(message: Message): void
  /** Drops what has not been started. */
  clear(): void
}

export interface RequestLaneOptions<Message extends RequestMessage> {
  readonly limit: number
  /** Must not reject. */
  readonly work: (message: Message) => Promise<void>
  /** The limit is reached: read no more for now. */
  readonly full: () => void
  readonly free: () => void
}

/** Works on at most `limit` requests at a time, in order of arrival. A `rpc.cancel` never waits: it makes room. */
export function requestLane<Message extends RequestMessage>({
  limit,
  work,
  full,
  free,
}: RequestLaneOptions<Message>): RequestLane<Message> {
  const waiting: Message[] = []
  let running = 0

  const start = async (message: Message) => {
    running++
    await work(message)
    running--
    const next = waiting.shift()
    if (next) void start(next)
    else if (running < limit) free()
  }

  return {
    add(message) {
      if (message.method === 'rpc.cancel') return void work(message)
      if (running >= limit) waiting.push(message)
      else void start(message)
      if (running >= limit) full()
    },
    clear() {
      waiting.length = 0
    },
  }
}
