import { z } from 'zod'

/**
 * How far the counting of a list has come: everything before `next` is done or being done, and of that `open` are the parts
 * [at, end) that are not. So it can be resumed by commit, whatever the number of programs that counted.
 */
export const LineWork = z.object({
  next: z.int().nonnegative(),
  open: z.array(z.object({ at: z.int().nonnegative(), end: z.int().nonnegative() })),
})
export type LineWork = z.infer<typeof LineWork>

export interface Part {
  at: number
  readonly end: number
}

/** Hands out parts of [0, length), first what an earlier run left open, and remembers what is committed. */
export interface PartQueue {
  /** The next part to count, or null when all are handed out. */
  take(): Part | null
  /** Counts that are about to be committed: `count` more commits of `part`. */
  advance(part: Part, count: number): void
  state(): LineWork
  readonly done: number
}

export interface PartSizes {
  readonly largest: number
  /** Parts get smaller towards the end, so that all programs end at about the same time, but not smaller than this. */
  readonly smallest: number
  readonly programs: number
}

export function createPartQueue(
  length: number,
  { largest, smallest, programs }: PartSizes,
  resumed: LineWork,
): PartQueue {
  let next = resumed.next
  const waiting: Part[] = resumed.open.map(part => ({ ...part }))
  const open = new Set<Part>(waiting)
  return {
    take() {
      const left = waiting.shift()
      if (left) return left
      if (next >= length) return null
      const share = Math.ceil((length - next) / (2 * programs))
      const size = Math.min(largest, Math.max(smallest, share))
      const part = { at: next, end: Math.min(next + size, length) }
      next = part.end
      open.add(part)
      return part
    },
    advance(part, count) {
      part.at += count
      if (part.at >= part.end) open.delete(part)
    },
    state: () => ({ next, open: [...open].map(({ at, end }) => ({ at, end })) }),
    get done() {
      let left = 0
      for (const part of open) left += part.end - part.at
      return next - left
    },
  }
}
