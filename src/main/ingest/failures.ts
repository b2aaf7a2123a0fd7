import { randomUUID } from 'node:crypto'
import type { Fault, FaultCode } from '../../shared/contract/faults.ts'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import type { ErrorReport } from './messages.ts'
import type { Source } from './plan.ts'

export interface Failure {
  readonly fault: Fault
  readonly report?: ErrorReport
}

/** An error as a fault; one that is not ours comes with a report for the shell's log. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WeirError) return { fault: error.toFault() }
  const id = randomUUID()
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { fault: toFault(error, id), report: { id, text } }
}

const sourceFaults: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'source.not_a_repository',
  'source.unreadable',
  'remote.rejected',
  'remote.server_error',
  'record.invalid',
  'internal.unexpected',
])

/** Whether the other data sources can still be synced: the fault says nothing about the connection, the machine or the store. */
export const isLimitedToSource = (fault: Fault): boolean => sourceFaults.has(fault.code)

/** The run's fault after some of its data sources failed: the first one's, with its name. */
export function failureOfSources(failures: ReadonlyMap<Source, Failure>): Failure | null {
  const first = failures.entries().next().value
  if (!first) return null
  const [source, { fault, report }] = first
  const others = failures.size - 1
  const rest = others === 0 ? '' : ` (${others} more failed too: see the run's log.)`
  const details = { ...fault.details, dataSource: source.name, failedSources: failures.size }
  return { fault: { ...fault, hint: `${source.name}: ${fault.hint}${rest}`, details }, ...(report && { report }) }
}
