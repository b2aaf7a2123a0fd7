import { z } from 'zod'
import type { Entity } from '../../../../shared/model/entities.ts'
import type { Page } from '../../sdk/connector.ts'
import type { Unreadable } from './list-commits.ts'

/** Commits being listed, newest first, and then written, parents first. */
export const HistoryPass = z.object({
  /** The commit whose history it is: the head of the default branch, or (`aside`) one off it. */
  to: z.string(),
  aside: z.boolean(),
  /** Nothing stored is relied upon; what it does not find is gone. */
  full: z.boolean(),
  /** The commit whose history is being listed, and the place in that list; null when all is listed. */
  listing: z.object({ tip: z.string(), next: z.string().nullable() }).nullable(),
  /** Listed to their ends. */
  walked: z.array(z.string()),
  /** What is in the spool. */
  count: z.int().nonnegative(),
  last: z.string(),
  written: z.int().nonnegative(),
})
export type HistoryPass = z.infer<typeof HistoryPass>

export const HistoryCursor = z.object({
  way: z.literal('api'),
  /** The repository's own row as it was given. */
  said: z.string(),
  /** The default branch as it was last seen. */
  ref: z.object({ branch: z.string(), etag: z.string().nullable(), sha: z.string().nullable() }).nullable(),
  /** The head of the default branch whose history is stored. */
  done: z.string().nullable(),
  /** Commits off the default branch that were asked for. `again`: the branch was rewritten, what leads to them may be gone. */
  asides: z.record(z.string(), z.enum(['stored', 'unknown', 'again'])),
  pass: HistoryPass.nullable(),
})
export type HistoryCursor = z.infer<typeof HistoryCursor>

/** Something is stored already by another way, or a clone elsewhere has the history: then nothing is read here. */
export const ClearedCursor = z.object({ way: z.literal('none') })

export const beginning: HistoryCursor = { way: 'api', said: '', ref: null, done: null, asides: {}, pass: null }

export const beginPass = (to: string, { aside, full }: Pick<HistoryPass, 'aside' | 'full'>): HistoryPass => ({
  to,
  aside,
  full,
  listing: { tip: to, next: null },
  walked: [],
  count: 0,
  last: '',
  written: 0,
})

export type HistoryItem = Entity | Unreadable
export type HistoryPage = Page<HistoryItem, HistoryCursor>
