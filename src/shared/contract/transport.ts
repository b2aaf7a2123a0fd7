import { z } from 'zod'
import { Fault } from './faults.ts'

/** What every request answers with. Nothing throws across the wire. */
export const Reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown().optional() }),
  z.object({ ok: z.literal(false), fault: Fault }),
])
export type Reply = z.infer<typeof Reply>

/** A request as it crosses any wire. `id` is chosen by the client and names the request in `rpc.cancel`. */
export const RequestMessage = z.object({
  id: z.string().min(1).max(64),
  method: z.string().max(128),
  input: z.unknown().optional(),
})
export type RequestMessage = z.infer<typeof RequestMessage>

/** A push as it crosses any wire. */
export const PushMessage = z.object({ event: z.string(), data: z.unknown() })
export type PushMessage = z.infer<typeof PushMessage>

/** One WebSocket frame from the server: the answer to a request, or a push. */
export const ServerFrame = z.union([
  z.object({ type: z.literal('reply'), id: z.string(), reply: Reply }),
  z.object({ type: z.literal('push'), push: PushMessage }),
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** The longest message a server accepts, in bytes; longer ones are answered with `rpc.too_large`. */
export const maxMessageBytes = 1024 * 1024

/**
 * `live`: pushes arrive. `polling`: they do not, but requests are answered. `reconnecting`: neither. `unauthorized` and `closed` last
 * until something is done about them.
 */
export type ConnectionState = 'connecting' | 'live' | 'polling' | 'reconnecting' | 'unauthorized' | 'closed'

/** What a client needs of a wire: IPC, WebSocket and the local socket each are one. */
export interface Transport {
  /** Sends one request. Never rejects: a broken wire is a `rpc.disconnected` fault. */
  request(message: RequestMessage): Promise<Reply>
  /** Listens to pushes. Returns the function that stops listening. */
  subscribe(listener: (push: PushMessage) => void): () => void
  readonly state: ConnectionState
  /** Listens to changes of `state`. Returns the function that stops listening. */
  onState(listener: (state: ConnectionState) => void): () => void
  close(): void
}
