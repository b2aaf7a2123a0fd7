import { storeFault } from '../store/faults.ts'
import { failing, warning } from './finding.ts'
import type { Measured, Probe } from './probe.ts'

/** What is said of a thing that could not be measured: an error when the disk or the database is the cause. */
export function unmeasurable({ kind, name }: Pick<Probe, 'kind' | 'name'>, error: unknown): Measured {
  const fault = storeFault(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  const finding = fault
    ? failing('This could not be measured: the data folder cannot be read as it should.', fault.hint, { code })
    : warning('This could not be measured.', 'Look at the log for the cause. It is measured again by itself.', { code })
  return { id: kind, connectionId: null, name, ...finding }
}

/** What is said of a thing whose measuring has not ended: a network drive that is gone does that. */
export function unanswered({ kind, name }: Pick<Probe, 'kind' | 'name'>): Measured {
  const hint = 'If the data folder is on a network drive, see that it is connected. It is measured again by itself.'
  return { id: kind, connectionId: null, name, ...warning('Measuring this takes too long.', hint, {}) }
}
