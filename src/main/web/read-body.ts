import type { IncomingMessage } from 'node:http'
import { WeirError } from '../../shared/contract/weir-error.ts'

/** A request's JSON body. @throws WeirError `rpc.too_large` beyond `limitBytes`, `rpc.invalid_input` when it is no JSON. */
export async function readJsonBody(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  // Left as it is when the limit is passed, so that the answer can still be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limitBytes) throw new WeirError('rpc.too_large', { hint: `The body may hold ${limitBytes} bytes.` })
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (cause) {
    throw new WeirError('rpc.invalid_input', { hint: 'The body must be JSON.', cause })
  }
}
