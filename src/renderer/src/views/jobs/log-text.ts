import type { RunLogEntry } from '../../../../shared/model/job.ts'

/** Log entries (newest first) as lines of text in the order they happened, times in UTC. */
export const logText = (entries: readonly RunLogEntry[]): string =>
  entries
    .toReversed()
    .map(({ at, level, message }) => `${new Date(at).toISOString()} ${level.toUpperCase().padEnd(5)} ${message}`)
    .join('\n')
