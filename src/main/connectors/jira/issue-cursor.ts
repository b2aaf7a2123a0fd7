import { z } from 'zod'

/**
 * Where reading has got to: every issue changed before `since` (epoch ms) is stored, and so are the versions in `known`: what was
 * changed at that instant or after it, by id.
 */
export const IssueCursor = z.object({
  since: z.number().nullable(),
  known: z.record(z.string(), z.number()),
})
export type IssueCursor = z.infer<typeof IssueCursor>

export const beginning: IssueCursor = { since: null, known: {} }

/** More would make the cursor large; without them, those issues are only read once more. */
const knownAtMost = 5_000

export interface Version {
  readonly id: string
  readonly updated: number
}

/**
 * The cursor after issues that were listed in the order of their change. Only a change before `horizon` says how far the list has
 * come: a later one may have happened after the listing began.
 */
export function advance(cursor: IssueCursor, read: readonly Version[], horizon: number): IssueCursor {
  const settled = read.map(({ updated }) => updated).filter(updated => updated <= horizon)
  const since = settled.reduce((latest, updated) => Math.max(latest, updated), cursor.since ?? Number.NEGATIVE_INFINITY)
  if (since === Number.NEGATIVE_INFINITY) return { since: null, known: limited(cursor.known, read, since) }
  return { since, known: limited(cursor.known, read, since) }
}

function limited(known: IssueCursor['known'], read: readonly Version[], since: number): IssueCursor['known'] {
  const all = { ...known, ...Object.fromEntries(read.map(({ id, updated }) => [id, updated])) }
  const kept = Object.entries(all).filter(([, updated]) => updated >= since)
  return kept.length > knownAtMost ? {} : Object.fromEntries(kept)
}

/** Whether this version is stored; when in doubt (null) it is not. */
export const isKnown = ({ since, known }: IssueCursor, id: string, updated: number | null): boolean =>
  updated !== null && (known[id] === updated || (since !== null && updated < since))
