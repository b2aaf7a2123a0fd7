import { z } from 'zod'
import type { BranchEntity } from '../../../../shared/model/entities.ts'
import { defineStream } from '../../sdk/connector.ts'
import { digest } from '../refs.ts'
import type { ReadSizes } from '../sizes.ts'
import { type GitContext, openSource } from '../source.ts'
import { sweepPages } from '../sweep-pages.ts'

const BranchesCursor = z.object({ digest: z.string() })
type BranchesCursor = z.infer<typeof BranchesCursor>

/** Every branch, local and remote-tracking (no symbolic ones such as `origin/HEAD`), whenever one of them has changed. */
export const branches = (sizes: ReadSizes) =>
  defineStream<GitContext['settings'], GitContext['credentials'], BranchEntity, BranchesCursor>({
    name: 'branches',
    label: 'branches',
    cursor: BranchesCursor,
    dependsOn: ['commits'],
    deletes: 'branch',
    async *read(context, { source, cursor }) {
      const opened = await openSource(context, source)
      const refs = opened.refs.filter(({ name, target }) => target === '' && /^refs\/(heads|remotes)\//.test(name))
      const now = digest(refs.map(ref => `${ref.name} ${ref.sha}`))
      if (now === cursor?.digest) return
      const objects = await opened.objects()
      const records = refs.flatMap(({ name, sha }): BranchEntity[] => {
        const commitSha = objects.get(sha)?.commit
        return commitSha ? [{ kind: 'branch', name: name.slice('refs/'.length), commitSha }] : []
      })
      yield* sweepPages(records, now, sizes.refPage)
    },
    map: branch => [branch],
  })
