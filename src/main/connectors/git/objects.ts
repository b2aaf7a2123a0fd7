import type { CommandRunner } from '../sdk/connector.ts'
import { readGit } from './program.ts'

export interface FoundObject {
  /** Null when the object is missing or damaged. */
  readonly type: string | null
  /** The commit it is or, through tags, points at; null when there is none. */
  readonly commit: string | null
}

/** What each object is, in one call of git. */
export async function inspectObjects(
  commands: CommandRunner,
  cwd: string,
  shas: Iterable<string>,
): Promise<ReadonlyMap<string, FoundObject>> {
  const unique = [...new Set(shas)]
  const found = new Map<string, FoundObject>()
  if (unique.length === 0) return found
  const lines = (
    await readGit(commands, ['cat-file', '--batch-check=%(objectname) %(objecttype)', '--buffer'], {
      cwd,
      input: [unique.map(sha => `${sha}\n${sha}^{commit}\n`).join('')],
    })
  )
    .toString('latin1')
    .split('\n')
  for (const [index, sha] of unique.entries()) {
    found.set(sha, { type: typeIn(lines[2 * index]), commit: commitIn(lines[2 * index + 1]) })
  }
  return found
}

const typeIn = (line = '') => /^[0-9a-f]+ (commit|tag|tree|blob)$/.exec(line)?.[1] ?? null
const commitIn = (line = '') => /^([0-9a-f]+) commit$/.exec(line)?.[1] ?? null
