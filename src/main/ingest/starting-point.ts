import type { Cursors } from './cursors.ts'
import type { Step } from './plan.ts'

export interface StartingPoint {
  /** The cursor to read from; null for a first read. */
  readonly cursor: unknown
  /** The same as it is stored. */
  readonly json: string | null
  /** Whether the reading goes on in the middle, after a pause, a stop or a crash. */
  readonly resumed: boolean
  /** Why a stored cursor is not used. */
  readonly discarded: string | null
}

/** Where a step's reading begins. A cursor made with other settings, or by a connector that has changed its form, is not used. */
export function startingPoint(cursors: Cursors, step: Step, fingerprint: string): StartingPoint {
  const fresh = (discarded: string | null) => ({ cursor: null, json: null, resumed: false, discarded })
  const stored = cursors.load(step.source.id, step.stream.name)
  if (!stored) return fresh(null)
  if (stored.fingerprint !== fingerprint) return fresh('the settings have changed')
  const parsed = step.stream.cursor.safeParse(parseJson(stored.cursor))
  if (!parsed.success) return fresh('the place it had got to cannot be read')
  return { cursor: parsed.data, json: stored.cursor, resumed: stored.complete === 0, discarded: null }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
