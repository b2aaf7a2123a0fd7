import type { RunLogEntry } from '../../../../shared/model/job.ts'

/** Entries written between two pages' requests push old ones onto the next page: each is kept once. */
export function withoutRepeats(entries: readonly RunLogEntry[]): readonly RunLogEntry[] {
  const seen = new Set<number>()
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id))
}
