import type { Fault, FaultCode, FieldIssue } from './faults.ts'

export interface WeirErrorOptions {
  readonly hint: string
  readonly cause?: unknown
  readonly details?: Fault['details']
  readonly fields?: readonly FieldIssue[]
}

/** The one error class: a fault code, what the user can do about it, and facts that are safe to show. */
export class WeirError extends Error {
  readonly code: FaultCode
  readonly hint: string
  readonly details: Fault['details']
  readonly fields: readonly FieldIssue[] | undefined

  constructor(code: FaultCode, options: WeirErrorOptions) {
    super(`${code}: ${options.hint}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'WeirError'
    this.code = code
    this.hint = options.hint
    this.details = options.details ?? {}
    this.fields = options.fields
  }

  static fromFault(fault: Fault): WeirError {
    return new WeirError(fault.code, {
      hint: fault.hint,
      details: fault.details,
      ...(fault.fields && { fields: fault.fields }),
    })
  }

  toFault(): Fault {
    return {
      code: this.code,
      hint: this.hint,
      details: this.details,
      ...(this.fields && { fields: [...this.fields] }),
    }
  }
}

/**
 * Any thrown value as a fault. What is not a `WeirError` becomes `internal.unexpected`: its own text stays behind
 * (it may hold a path or a secret), only `reportId` crosses, under which the shell has logged it.
 */
export function toFault(error: unknown, reportId: string): Fault {
  if (error instanceof WeirError) return error.toFault()
  return {
    code: 'internal.unexpected',
    hint: 'Something went wrong inside Weir. Try again; if it persists, report it with this id.',
    details: { reportId },
  }
}
