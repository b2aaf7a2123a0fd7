import { z } from 'zod'
import type { RepositoryEntity } from '../../../../shared/model/entities.ts'
import { defineStream } from '../../sdk/connector.ts'
import { repositoryLocation } from '../../sdk/repository-location.ts'
import { isRemote } from '../mirror.ts'
import { askGit } from '../program.ts'
import { defaultBranch, digest } from '../refs.ts'
import { folderOf } from '../repository-info.ts'
import { type GitContext, openSource } from '../source.ts'

const RepositoryCursor = z.object({ digest: z.string() })
type RepositoryCursor = z.infer<typeof RepositoryCursor>

/** The repository itself: one record, when it has changed. */
export const repository = defineStream<
  GitContext['settings'],
  GitContext['credentials'],
  RepositoryEntity,
  RepositoryCursor
>({
  name: 'repository',
  label: 'repositories',
  cursor: RepositoryCursor,
  async *read(context, { source, cursor }) {
    const { info, refs } = await openSource(context, source)
    const { externalId } = source
    const address = isRemote(externalId) ? externalId : await originAddress(context, info.cwd)
    const record: RepositoryEntity = {
      kind: 'repository',
      path: isRemote(externalId) ? externalId : folderOf(externalId),
      defaultBranch: defaultBranch(refs),
      objectFormat: info.objectFormat,
      shallow: info.shallow,
      origin: repositoryLocation(address),
    }
    const now = digest([JSON.stringify(record)])
    if (now !== cursor?.digest) yield { records: [record], cursor: { digest: now }, total: 1 }
  },
  map: record => [record],
})

/** Where a clone comes from; empty for a repository of its own. */
async function originAddress({ commands }: GitContext, cwd: string): Promise<string> {
  const { ok, output } = await askGit(commands, ['remote', 'get-url', 'origin'], { cwd })
  return ok ? output.toString('utf8').trim() : ''
}
