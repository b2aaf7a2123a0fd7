import {
  isMethodName,
  type MethodName,
  methods,
  type OutputOf,
  type ParsedInputOf,
} from '../../shared/contract/methods.ts'
import type { Reply, RequestMessage } from '../../shared/contract/transport.ts'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import type { Caller, Logger } from '../ports.ts'
import { storeFault } from '../store/faults.ts'

/** One request under way: who asks, and whether they still want the answer. */
export interface Call {
  readonly caller: Caller
  readonly signal: AbortSignal
}

export type Handler<Name extends MethodName> = (
  input: ParsedInputOf<Name>,
  call: Call,
) => Promise<OutputOf<Name>> | OutputOf<Name>

export type HandlersOf<Names extends MethodName> = { readonly [Name in Names]: Handler<Name> }
/** `rpc.cancel` is answered by the dispatcher itself. */
export type Handlers = HandlersOf<Exclude<MethodName, 'rpc.cancel'>>

export interface Dispatch {
  /** Answers one request: allow-list, role, input, handler. Never rejects. */
  handle(caller: Caller, message: RequestMessage): Promise<Reply>
  /** Cancels whatever the caller still waits for. */
  forget(caller: Caller): void
}

export interface DispatchOptions {
  /** What can be answered just now. */
  readonly handlers: () => Partial<Handlers>
  /** Why a method cannot be answered just now. */
  readonly unavailable: () => WeirError
  readonly logger: Logger
  /** Names an unexpected error in the log and to the user. */
  readonly newReportId: () => string
}

export function createDispatch({ handlers, unavailable, logger, newReportId }: DispatchOptions): Dispatch {
  const underWay = new Map<string, Map<string, AbortController>>()

  const cancel = (caller: Caller, requestId: string) => underWay.get(caller.id)?.get(requestId)?.abort()

  const begin = (caller: Caller, requestId: string): AbortController => {
    const controller = new AbortController()
    const own = underWay.get(caller.id) ?? new Map<string, AbortController>()
    underWay.set(caller.id, own.set(requestId, controller))
    return controller
  }

  const end = (caller: Caller, requestId: string) => {
    const own = underWay.get(caller.id)
    own?.delete(requestId)
    if (own?.size === 0) underWay.delete(caller.id)
  }

  const call = async (caller: Caller, { method, input }: RequestMessage, signal: AbortSignal): Promise<unknown> => {
    if (!isMethodName(method)) throw unknownMethod(method)
    if (methods[method].kind === 'command' && caller.role !== 'admin') throw forbidden(method)
    const parsed = parseInput(method, input)
    if (method === 'rpc.cancel') {
      cancel(caller, (parsed as ParsedInputOf<'rpc.cancel'>).requestId)
      return undefined
    }
    const handler = handlers()[method] as Handler<MethodName> | undefined
    if (!handler) throw unavailable()
    return handler(parsed as never, { caller, signal })
  }

  /** What a request worked on may be closed under it: that is then why it failed. */
  const closedMeanwhile = (method: string) =>
    isMethodName(method) && handlers()[method as keyof Handlers] === undefined ? unavailable() : null

  return {
    async handle(caller, message) {
      const controller = begin(caller, message.id)
      try {
        return { ok: true, data: await call(caller, message, controller.signal) }
      } catch (error) {
        const reportId = newReportId()
        const known = error instanceof WeirError ? error : (closedMeanwhile(message.method) ?? storeFault(error))
        if (!known) logger.error('A request failed unexpectedly', { method: message.method, reportId, error })
        return { ok: false, fault: toFault(known ?? error, reportId) }
      } finally {
        end(caller, message.id)
      }
    },
    forget(caller) {
      for (const controller of underWay.get(caller.id)?.values() ?? []) controller.abort()
      underWay.delete(caller.id)
    },
  }
}

function parseInput<Name extends MethodName>(method: Name, input: unknown): ParsedInputOf<Name> {
  // JSON has no undefined: a client that sends null for "nothing" means the same.
  const parsed = methods[method].input.safeParse(input ?? undefined)
  if (parsed.success) return parsed.data as ParsedInputOf<Name>
  throw new WeirError('rpc.invalid_input', {
    hint: `The input of ${method} is not what it takes. See the fields named.`,
    details: { method },
    fields: parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

const unknownMethod = (method: string) =>
  new WeirError('rpc.unknown_method', {
    hint: 'There is no such method. Check its spelling, or update the program that calls it.',
    details: { method: method.slice(0, 128) },
  })

const forbidden = (method: string) =>
  new WeirError('rpc.forbidden', { hint: 'You may look but not change anything here.', details: { method } })
