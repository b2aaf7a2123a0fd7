import type { Page, Stream } from '../connectors/sdk/connector.ts'
import type { EntityWriter } from '../store/write/entity-writer.ts'

export interface Sweep {
  /** Notes what a page has seen and, when it completes the sweep, makes inactive what was not. Returns how many rows. */
  page(page: Page<unknown, unknown>): number
}

/** A stream's sweep in one reading. Where there was nothing when it began, nothing can be gone: keys are not even kept then. */
export function createSweep(stream: Stream, writer: EntityWriter): Sweep {
  const kind = stream.deletes
  if (kind === undefined || writer.count(kind) === 0) return { page: () => 0 }
  const seen = new Set<string>()
  return {
    page(page) {
      for (const key of page.seen ?? []) seen.add(key)
      return page.sweepComplete ? writer.removeUnseen(kind, seen) : 0
    },
  }
}
