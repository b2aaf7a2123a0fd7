import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { WeirError } from '../shared/contract/weir-error.ts'
import { pathsIn } from './data-paths.ts'

/** The file that a data folder which has moved leaves behind. */
export const pointerIn = (folder: string): string => join(folder, 'moved.json')

export const Pointer = z.object({ version: z.literal(1), folder: z.string() })
export type Pointer = z.infer<typeof Pointer>

/**
 * Where a data folder has moved to, however often; itself when it has not. Makes nothing.
 * @throws WeirError `store.readonly` when the new place is not there (an unplugged disk, say) or the pointers cannot be followed.
 */
export function followMoves(folder: string): string {
  const seen = new Set([folder])
  for (let current = folder; ; ) {
    const next = readPointer(current)
    if (next === null) return current
    if (seen.has(next))
      throw unusable(`The data folder points in a circle: delete ${pointerIn(next)}, then start Weir again.`, next)
    if (!existsSync(pathsIn(next).database) && !existsSync(pointerIn(next)))
      throw unusable(
        `The data was moved to ${next}, which is not there. Plug in its disk or put the folder back, then start Weir again.`,
        next,
      )
    seen.add(next)
    current = next
  }
}

/** Where this folder points to; null when it does not. @throws WeirError `store.readonly` when that cannot be read. */
export function readPointer(folder: string): string | null {
  const file = pointerIn(folder)
  if (!existsSync(file)) return null
  try {
    return Pointer.parse(JSON.parse(readFileSync(file, 'utf8'))).folder
  } catch (cause) {
    throw unusable(`${file} says where the data has moved to, but cannot be read. Restore or delete it.`, folder, cause)
  }
}

const unusable = (hint: string, folder: string, cause?: unknown) =>
  new WeirError('store.readonly', { hint, details: { folder }, ...(cause !== undefined && { cause }) })
