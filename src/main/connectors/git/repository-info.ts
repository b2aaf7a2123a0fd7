import { realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { CommandRunner } from '../sdk/connector.ts'
import { askGit, readGit } from './program.ts'

export interface RepositoryInfo {
  /** The git folder all its work trees share, as the file system really names it: what makes it the same repository. */
  readonly gitFolder: string
  /** Where git runs: the main work tree, so that its `.mailmap` and `.gitattributes` count, else the git folder. */
  readonly cwd: string
  readonly workTree: boolean
  readonly bare: boolean
  readonly shallow: boolean
  readonly objectFormat: 'sha1' | 'sha256'
}

/** What git says about the repository at `folder`. @throws WeirError `source.not_a_repository`, `source.unreadable`. */
export async function readRepositoryInfo(commands: CommandRunner, folder: string): Promise<RepositoryInfo> {
  const asked = await readGit(
    commands,
    [
      'rev-parse',
      '--is-bare-repository',
      '--is-shallow-repository',
      '--show-object-format',
      '--path-format=absolute',
      '--git-common-dir',
    ],
    { cwd: folder },
  )
  const [bare, shallow, format, ...path] = asked.toString('utf8').replace(/\n$/, '').split('\n')
  const gitFolder = await realpath(path.join('\n'))
  const place = bare === 'true' ? null : await findWorkTree(commands, gitFolder)
  return {
    gitFolder,
    cwd: place ?? gitFolder,
    workTree: place !== null,
    bare: bare === 'true',
    shallow: shallow === 'true',
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
  }
}

/** The folder to run git in for a repository known by its git folder. */
export function folderOf(gitFolder: string): string {
  return basename(gitFolder) === '.git' ? dirname(gitFolder) : gitFolder
}

async function findWorkTree(commands: CommandRunner, gitFolder: string): Promise<string | null> {
  if (basename(gitFolder) === '.git') return dirname(gitFolder)
  const { ok, output } = await askGit(commands, ['rev-parse', '--show-toplevel'], { cwd: gitFolder })
  return ok ? output.toString('utf8').replace(/\n$/, '') : null
}
