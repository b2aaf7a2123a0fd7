import { stat } from 'node:fs/promises'
import type { TouchedCommits } from '../../../shared/model/service.ts'
import type { HistoryPlace } from '../sdk/connector.ts'
import { isRemote, mirrorFolder } from './mirror.ts'
import { readGit } from './program.ts'
import { readRepositoryInfo } from './repository-info.ts'
import { shaList } from './sha-list.ts'
import { touchingCommits } from './touching-commits.ts'

/**
 * How many of the newest `most` commits touch some paths. A remote is asked in its copy as it is; null while there is none. @throws WeirError
 * `source.*`, `tool.missing`, `run.stopped`.
 */
export async function countTouched(
  { commands, cacheFolder, path, identity }: HistoryPlace,
  paths: readonly string[],
  most: number,
): Promise<TouchedCommits | null> {
  const folder = isRemote(path) ? cacheFolder && mirrorFolder(cacheFolder, identity) : path
  if (folder === null || (await stat(folder).catch(() => null)) === null) return null
  const { cwd } = await readRepositoryInfo(commands, folder)
  // One more than is looked at: it tells whether that is all.
  const list = shaList(await readGit(commands, ['rev-list', '--all', `--max-count=${most + 1}`], { cwd }))
  const looked = Math.min(list.length, most)
  const touched = await touchingCommits(commands, cwd, { list, start: 0, end: looked }, paths)
  return { commits: touched.length, looked, all: list.length <= most }
}
