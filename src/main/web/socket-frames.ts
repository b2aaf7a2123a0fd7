import type { FaultCode } from '../../shared/contract/faults.ts'
import { RequestMessage, type ServerFrame } from '../../shared/contract/transport.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'

export type ReadFrame =
  | { readonly ok: true; readonly message: RequestMessage }
  | { readonly ok: false; readonly answer: string }

/** A client's frame as a request, or the answer to send when it is none. Its id is kept where one can be made out. */
export function readFrame(text: string): ReadFrame {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, answer: faultFrame('', 'rpc.invalid_input', 'A message must be JSON: { id, method, input }.') }
  }
  const parsed = RequestMessage.safeParse(value)
  if (parsed.success) return { ok: true, message: parsed.data }
  const id = RequestMessage.pick({ id: true }).safeParse(value).data?.id ?? ''
  return { ok: false, answer: faultFrame(id, 'rpc.invalid_input', 'A message must be { id, method, input }.') }
}

export const writeFrame = (frame: ServerFrame): string => JSON.stringify(frame)

/** A reply frame with a fault. */
export const faultFrame = (id: string, code: FaultCode, hint: string): string =>
  writeFrame({ type: 'reply', id, reply: { ok: false, fault: new WeirError(code, { hint }).toFault() } })
