import type { Fault } from '../../shared/contract/faults.ts'
import { formsOf } from './secret-forms.ts'

/** Makes text fit to be kept and shown: secrets and credentials in URLs blotted out, cut to 2,000 characters. */
export interface Redactor {
  (text: string): string
  /** What must not appear either from now on. */
  learn(secrets: readonly string[]): void
}

const maxLength = 2_000
/** Of a longer text no more than this is looked at. */
const mostLookedAt = 20 * maxLength

export function createRedactor(secrets: readonly string[] = []): Redactor {
  const forms = new Set<string>()
  let pattern: RegExp | null = null
  let longest = 0

  function learn(more: readonly string[]): void {
    const before = forms.size
    for (const form of more.flatMap(formsOf)) forms.add(form)
    if (forms.size === before) return
    const sorted = [...forms].sort((a, b) => b.length - a.length)
    longest = sorted[0]?.length ?? 0
    pattern = new RegExp(sorted.map(escaped).join('|'), 'g')
  }

  function redact(text: string): string {
    let clean = text.slice(0, mostLookedAt).replaceAll(/(\w:\/\/)[^/\s@]+@/g, '$1•••@')
    if (pattern) clean = clean.replaceAll(pattern, '•••')
    // Where it was cut, a secret may have begun.
    if (text.length > mostLookedAt) clean = clean.slice(0, -longest - 1)
    return clean.length <= maxLength ? clean : `${clean.slice(0, maxLength - 1)}…`
  }

  learn(secrets)
  return Object.assign(redact, { learn })
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** A fault without the secrets that a remote or a program may have repeated. */
export function redactFault(fault: Fault, redact: Redactor): Fault {
  const { hint, details, fields } = fault
  const facts = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === 'string' ? redact(value) : value,
  ])
  return {
    ...fault,
    hint: redact(hint),
    details: Object.fromEntries(facts),
    ...(fields && { fields: fields.map(({ path, message }) => ({ path, message: redact(message) })) }),
  }
}
