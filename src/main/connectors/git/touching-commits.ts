import type { CommandRunner } from '../sdk/connector.ts'
import { localProblem } from './faults.ts'
import { startGit } from './program.ts'
import type { ShaList } from './sha-list.ts'

/** Trees are compared, never contents: a clone without blobs will do. A merge is compared with its first parent. */
const compare = ['diff-tree', '--stdin', '-r', '--root', '--diff-merges=first-parent', '-s']
const quiet = ['--no-renames', '--no-ext-diff', '--no-relative', '--ignore-submodules=none']

/**
 * Which of the listed commits of [start, end) change something under the paths, in the list's order. Paths are git's globs from the
 * root of the repository: `services/api/**`, `*.proto`, a folder. @throws WeirError `source.unreadable`.
 */
export async function touchingCommits(
  commands: CommandRunner,
  cwd: string,
  { list, start, end }: { readonly list: ShaList; readonly start: number; readonly end: number },
  paths: readonly string[],
): Promise<readonly string[]> {
  const command = startGit(commands, [...compare, ...quiet, '--', ...paths.map(path => `:(top,glob)${path}`)], {
    cwd,
    input: [list.lines(start, end)],
  })
  const chunks: Buffer[] = []
  for await (const chunk of command.stdout) chunks.push(chunk)
  const { code, stderr } = await command.exit
  if (code !== 0) throw localProblem(stderr, cwd)
  return Buffer.concat(chunks)
    .toString('latin1')
    .split('\n')
    .filter(line => line !== '')
}
