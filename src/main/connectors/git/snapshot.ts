import { z } from 'zod'
import type { CommandRunner } from '../sdk/connector.ts'
import { inspectObjects } from './objects.ts'

/** A state of the repository: what a cursor remembers. */
export const Snapshot = z.object({
  fingerprint: z.string(),
  graph: z.string(),
  mailmap: z.string(),
  /** The commits its refs point at, in order, separated by blanks. */
  tips: z.string().regex(/^[0-9a-f ]*$/),
})
export type Snapshot = z.infer<typeof Snapshot>

/** Those tips of a snapshot that are still there (git may have pruned what no ref holds any more). */
export async function presentTips(
  commands: CommandRunner,
  cwd: string,
  { tips }: Pick<Snapshot, 'tips'>,
): Promise<string> {
  const found = await inspectObjects(
    commands,
    cwd,
    tips.split(' ').filter(tip => tip !== ''),
  )
  return [...found].flatMap(([sha, { commit }]) => (commit === null ? [] : [sha])).join(' ')
}
