import type { FieldIssue } from '../../../../shared/contract/faults.ts'

/** Messages by field path (`settings.folders.0`). */
export type FieldErrors = ReadonlyMap<string, string>

export const noErrors: FieldErrors = new Map()

/** A fault's field issues by path; several on one path are joined. */
export function fieldErrors(issues: readonly FieldIssue[] | undefined): FieldErrors {
  const errors = new Map<string, string>()
  for (const { path, message } of issues ?? []) {
    const known = errors.get(path)
    errors.set(path, known === undefined ? message : `${known}. ${message}`)
  }
  return errors
}

/**
 * The errors of a list field by line as it stands in the form: what was sent lacks the empty and repeated lines, so a
 * sent line's number is not the form's.
 */
export function lineErrors(errors: FieldErrors, path: string, shown: readonly string[]): ReadonlyMap<number, string> {
  const sent = new Map<string, number>()
  const byLine = new Map<number, string>()
  shown.forEach((text, line) => {
    const trimmed = text.trim()
    if (trimmed === '') return
    if (!sent.has(trimmed)) sent.set(trimmed, sent.size)
    const message = errors.get(`${path}.${sent.get(trimmed)}`)
    if (message !== undefined) byLine.set(line, message)
  })
  return byLine
}

/** The errors that belong to none of the drawn fields, so that none goes unseen. */
export function otherErrors(errors: FieldErrors, paths: readonly string[]): readonly string[] {
  return [...errors]
    .filter(([path]) => !paths.some(known => path === known || path.startsWith(`${known}.`)))
    .map(([path, message]) => (path === '' ? message : `${path}: ${message}`))
}

/** Whether there is an error of this field or a line of it. */
export const hasError = (errors: FieldErrors, path: string): boolean =>
  [...errors.keys()].some(known => known === path || known.startsWith(`${path}.`))
