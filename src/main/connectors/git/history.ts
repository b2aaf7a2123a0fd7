import type { CommandRunner } from '../sdk/connector.ts'
import { readGit } from './program.ts'
import { type ShaList, shaList } from './sha-list.ts'

export interface Range {
  /** Commits separated by blanks; everything reachable from them … */
  readonly from: string
  /** … and not from these. */
  readonly not: string
}

/** The commits of a range in the order of `args`, which depends on nothing but the commits themselves. @throws WeirError `source.unreadable`. */
export async function listCommits(
  commands: CommandRunner,
  cwd: string,
  range: Range,
  args: readonly string[],
): Promise<ShaList> {
  const not = new Set(split(range.not))
  const from = split(range.from).filter(tip => !not.has(tip))
  if (from.length === 0) return shaList(Buffer.alloc(0))
  const input = [...from, ...[...not].map(tip => `^${tip}`), ''].join('\n')
  return shaList(await readGit(commands, ['rev-list', ...args, '--stdin'], { cwd, input: [input] }))
}

const split = (tips: string) => tips.split(' ').filter(tip => tip !== '')
