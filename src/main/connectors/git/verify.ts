import { hostname } from 'node:os'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { VerificationCheck } from '../../../shared/model/connection.ts'
import type { VerifyResult } from '../sdk/connector.ts'
import { isSourceFault } from './discover.ts'
import { atField, notARepository } from './faults.ts'
import { findRepositories, repositoryAround } from './find-repositories.ts'
import { checkVersion } from './git-version.ts'
import { askRemote } from './mirror.ts'
import { readRepositoryInfo } from './repository-info.ts'
import { expandHome } from './settings.ts'
import type { GitContext } from './source.ts'

/**
 * Looks at everything the settings name.
 * @throws WeirError `tool.missing`, `tool.too_old`; with one place wrong that place's own fault (`source.*`, `remote.*`,
 * `auth.rejected`), with several `settings.invalid`; either way `fields` names each.
 */
export async function verify(context: GitContext): Promise<VerifyResult> {
  const product = await checkVersion(context.commands)
  const checks: VerificationCheck[] = [{ name: product, ok: true, hint: null }]
  const faults: WeirError[] = []
  const { folders, remotes } = context.settings
  const check = async (field: string, look: () => Promise<readonly VerificationCheck[]>) => {
    try {
      checks.push(...(await look()))
    } catch (error) {
      if (!isPlaceFault(error)) throw error
      faults.push(atField(error, field))
    }
  }
  for (const [index, folder] of folders.entries()) {
    await check(`settings.folders.${index}`, () => verifyFolder(context, expandHome(folder)))
  }
  for (const [index, remote] of remotes.entries()) {
    await check(`settings.remotes.${index}`, async () => {
      await askRemote(context, remote)
      return [{ name: `${remote} answers`, ok: true, hint: null }]
    })
  }
  const [fault] = faults
  if (fault && faults.length === 1) throw fault
  if (fault) throw several(faults)
  return { identity: hostname(), product, checks }
}

/** At least one repository must be usable; each that is not gets a check of its own. */
async function verifyFolder(context: GitContext, folder: string): Promise<readonly VerificationCheck[]> {
  const failed: VerificationCheck[] = []
  let usable = 0
  let first: WeirError | null = null
  for await (const path of findRepositories(folder, context.signal)) {
    try {
      await readRepositoryInfo(context.commands, path)
      usable++
    } catch (error) {
      if (!isSourceFault(error)) throw error
      first ??= error
      failed.push({ name: path, ok: false, hint: error.hint })
    }
  }
  if (usable === 0) throw first ?? (await nothingFound(folder))
  const found = usable === 1 ? '1 repository' : `${usable} repositories`
  return [{ name: `${folder}: ${found}`, ok: true, hint: null }, ...failed]
}

async function nothingFound(folder: string): Promise<WeirError> {
  const around = await repositoryAround(folder)
  if (around === null) return notARepository(folder)
  return new WeirError('source.not_a_repository', {
    hint: `This folder is a part of the repository ${around}. Add that one instead.`,
    details: { path: folder, repository: around },
  })
}

function isPlaceFault(error: unknown): error is WeirError {
  return error instanceof WeirError && /^(source|remote|auth)\./.test(error.code)
}

function several(faults: readonly WeirError[]): WeirError {
  return new WeirError('settings.invalid', {
    hint: `${faults.length} of these places cannot be used.`,
    details: Object.fromEntries(faults.flatMap(({ fields = [], code }) => fields.map(field => [field.path, code]))),
    fields: faults.flatMap(({ fields = [] }) => fields),
  })
}
