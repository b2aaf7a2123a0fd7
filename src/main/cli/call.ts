import { randomUUID } from 'node:crypto'
import type { Fault } from '../../shared/contract/faults.ts'
import type { Transport } from '../../shared/contract/transport.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { nearMethods } from './near-matches.ts'
import type { Terminal } from './terminal.ts'

/** The input of a call as it was typed; `-` reads it from stdin. @throws WeirError `rpc.invalid_input` when it is no JSON. */
export async function readCallInput(json: string | undefined, terminal: Terminal): Promise<unknown> {
  if (json === undefined) return undefined
  try {
    return JSON.parse(json === '-' ? await terminal.readInput() : json)
  } catch (cause) {
    const hint = `The input is not JSON: put it in single quotes, such as '{"jobId": 1}', or give - to read it from stdin.`
    throw new WeirError('rpc.invalid_input', { hint, cause })
  }
}

/** Sends one request and prints the answer's data as JSON. @throws WeirError with the fault it was answered with. */
export async function call(transport: Transport, method: string, input: unknown, terminal: Terminal): Promise<void> {
  const reply = await transport.request({ id: randomUUID(), method: method.slice(0, 128), input })
  if (!reply.ok) throw WeirError.fromFault(withNearMatches(reply.fault, method))
  terminal.out(JSON.stringify(reply.data ?? null, null, 2))
}

function withNearMatches(fault: Fault, method: string): Fault {
  if (fault.code !== 'rpc.unknown_method') return fault
  const near = nearMethods(method)
  if (near.length === 0) return fault
  return {
    ...fault,
    hint: `There is no method ${method}. Did you mean ${near.join(' or ')}?`,
    details: { ...fault.details, near: near.join(', ') },
  }
}
