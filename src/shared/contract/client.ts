import { type EventData, type EventName, events, isEventName } from './events.ts'
import { type InputOf, type MethodName, methods, type OutputOf } from './methods.ts'
import type { Transport } from './transport.ts'
import { WeirError } from './weir-error.ts'

/** The part of `AbortSignal` a client needs; browsers' and Node's both fit. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface RequestOptions {
  /** Aborting drops the answer and tells the server to stop working on it. */
  readonly signal?: CancelSignal
}

export interface Client {
  /** The method's data. @throws WeirError with the server's fault, or `rpc.disconnected` / `rpc.cancelled`. */
  request<Name extends MethodName>(
    method: Name,
    ...rest: undefined extends InputOf<Name>
      ? [input?: InputOf<Name>, options?: RequestOptions]
      : [input: InputOf<Name>, options?: RequestOptions]
  ): Promise<OutputOf<Name>>
  /** `request` with its input always given, for callers that are generic over the method. */
  send<Name extends MethodName>(method: Name, input: InputOf<Name>, options?: RequestOptions): Promise<OutputOf<Name>>
  /** Listens to one kind of push. Returns the function that stops listening. */
  on<Name extends EventName>(event: Name, listener: (data: EventData<Name>) => void): () => void
  readonly transport: Transport
}

let requests = 0
const nextRequestId = () => `${Date.now().toString(36)}-${(++requests).toString(36)}`

/** A typed client over any transport. Answers and pushes are parsed by the contract's schemas before they are handed on. */
export function createClient(transport: Transport): Client {
  const call = async <Name extends MethodName>(
    method: Name,
    input: unknown,
    options?: RequestOptions,
  ): Promise<OutputOf<Name>> => {
    const id = nextRequestId()
    const cancelled = () => new WeirError('rpc.cancelled', { hint: 'The request was cancelled.' })
    const signal = options?.signal
    if (signal?.aborted) throw cancelled()
    const onAbort = () =>
      void transport.request({ id: nextRequestId(), method: 'rpc.cancel', input: { requestId: id } })
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      const reply = await transport.request({ id, method, input })
      if (signal?.aborted) throw cancelled()
      if (!reply.ok) throw WeirError.fromFault(reply.fault)
      return methods[method].output.parse(reply.data) as OutputOf<Name>
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }
  return {
    transport,
    request: (method, ...[input, options]) => call(method, input, options),
    send: call,
    on(event, listener) {
      return transport.subscribe(push => {
        if (push.event !== event || !isEventName(push.event)) return
        listener(events[event].parse(push.data) as EventData<typeof event>)
      })
    },
  }
}
