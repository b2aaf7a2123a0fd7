import { basename } from 'node:path'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { FoundSource } from '../../../shared/model/connection.ts'
import { findRepositories } from './find-repositories.ts'
import { askGit } from './program.ts'
import { remoteName } from './remote-url.ts'
import { folderOf, type RepositoryInfo, readRepositoryInfo } from './repository-info.ts'
import { expandHome } from './settings.ts'
import type { GitContext } from './source.ts'

/**
 * The repositories of the settings, each once: work trees of one repository are the same source. Its external id is its real git
 * folder, or the remote's address. Folders that cannot be read are logged and left out: `verify` names them.
 */
export async function* discover(context: GitContext): AsyncGenerator<FoundSource> {
  const offered = new Set<string>()
  for (const folder of context.settings.folders) {
    for await (const option of optionsIn(context, expandHome(folder))) {
      if (offered.has(option.externalId)) continue
      offered.add(option.externalId)
      yield option
    }
  }
  for (const remote of new Set(context.settings.remotes)) {
    yield {
      externalId: remote,
      name: remoteName(remote),
      kind: 'remote repository',
      description: remote,
      warning: null,
    }
  }
}

async function* optionsIn(context: GitContext, folder: string): AsyncGenerator<FoundSource> {
  try {
    for await (const path of findRepositories(folder, context.signal)) {
      const option = await optionAt(context, path)
      if (option) yield option
    }
  } catch (error) {
    if (!isSourceFault(error)) throw error
    context.log('warn', `${folder} was left out: ${error.hint}`)
  }
}

async function optionAt(context: GitContext, path: string): Promise<FoundSource | null> {
  try {
    const info = await readRepositoryInfo(context.commands, path)
    const folder = folderOf(info.gitFolder)
    return {
      externalId: info.gitFolder,
      name: basename(folder).replace(/(.)\.git$/, '$1'),
      kind: info.bare ? 'bare repository' : 'repository',
      description: folder,
      warning: await warningOf(context, info),
    }
  } catch (error) {
    if (!isSourceFault(error)) throw error
    context.log('warn', `${path} was left out: ${error.hint}`)
    return null
  }
}

async function warningOf({ commands }: GitContext, info: RepositoryInfo): Promise<string | null> {
  if (info.shallow)
    return 'A shallow clone: older history is missing. Run "git fetch --unshallow" in it to have it all.'
  const { ok, output } = await askGit(commands, ['for-each-ref', '--count=1'], { cwd: info.cwd })
  if (!ok) return 'Damaged: objects are missing. "git fsck" in it tells which.'
  return output.length === 0 ? 'Empty: there are no commits yet.' : null
}

/** Whether only this place is at fault, not git itself or the run. */
export function isSourceFault(error: unknown): error is WeirError {
  return error instanceof WeirError && error.code.startsWith('source.')
}
