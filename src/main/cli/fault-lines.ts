import type { Fault } from '../../shared/contract/faults.ts'
import { toFault } from '../../shared/contract/weir-error.ts'

/** An error for people: what to do, the code, and each setting that is wrong. Never a stack. */
export function faultLines(error: unknown, reportId = ''): string[] {
  const { code, hint, fields = [], details }: Fault = toFault(error, reportId)
  const { reportId: reported } = details
  const report = reported ? ` Report id: ${reported}.` : ''
  return [`${hint}${report} (${code})`, ...fields.map(({ path, message }) => `  ${path}: ${message}`)]
}
