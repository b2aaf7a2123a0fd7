import { maxMessageBytes, RequestMessage } from '../../shared/contract/transport.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'

/**
 * A request as it came over IPC, parsed and bounded like on every other wire.
 * @throws WeirError `rpc.too_large`, or `rpc.invalid_input` for what is no request or holds what JSON cannot carry.
 */
export function parseMessage(message: unknown): RequestMessage {
  const bytes = jsonBytes(message)
  if (bytes > maxMessageBytes) {
    throw new WeirError('rpc.too_large', {
      hint: 'The request is too large. Send less at once.',
      details: { bytes, maxBytes: maxMessageBytes },
    })
  }
  const parsed = RequestMessage.safeParse(message)
  if (parsed.success) return parsed.data
  throw new WeirError('rpc.invalid_input', {
    hint: 'The message is not a request.',
    fields: parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

function jsonBytes(message: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(message) ?? '')
  } catch (cause) {
    throw new WeirError('rpc.invalid_input', { hint: 'The message holds values that cannot be sent.', cause })
  }
}
