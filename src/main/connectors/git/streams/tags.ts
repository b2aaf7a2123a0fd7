import { z } from 'zod'
import type { TagEntity } from '../../../../shared/model/entities.ts'
import { defineStream } from '../../sdk/connector.ts'
import { mailmapConfig } from '../mailmap.ts'
import { digest } from '../refs.ts'
import type { ReadSizes } from '../sizes.ts'
import { type GitContext, openSource } from '../source.ts'
import { sweepPages } from '../sweep-pages.ts'
import { readTagObjects } from '../tag-objects.ts'

const TagsCursor = z.object({ digest: z.string() })
type TagsCursor = z.infer<typeof TagsCursor>

/** Every tag `git tag` lists, annotated and light, whenever one of them has changed. */
export const tags = (sizes: ReadSizes) =>
  defineStream<GitContext['settings'], GitContext['credentials'], TagEntity, TagsCursor>({
    name: 'tags',
    label: 'tags',
    cursor: TagsCursor,
    dependsOn: ['commits'],
    deletes: 'tag',
    async *read(context, { source, cursor }) {
      const opened = await openSource(context, source)
      const refs = opened.refs.filter(ref => ref.name.startsWith('refs/tags/'))
      const now = digest(refs.map(ref => `${ref.name} ${ref.sha}`))
      if (now === cursor?.digest) return
      const objects = await opened.objects()
      const annotated = refs.filter(ref => objects.get(ref.sha)?.type === 'tag').map(ref => ref.sha)
      const { info } = opened
      const details = await readTagObjects(context.commands, { cwd: info.cwd, config: mailmapConfig(info) }, annotated)
      const records = refs.map(({ name, sha }): TagEntity => {
        const detail = details.get(sha)
        return {
          kind: 'tag',
          name: name.slice('refs/tags/'.length),
          commitSha: objects.get(sha)?.commit ?? null,
          annotated: detail !== undefined,
          taggedAt: detail?.taggedAt ?? null,
          tagger: detail?.tagger ?? null,
        }
      })
      yield* sweepPages(records, now, sizes.refPage)
    },
    map: tag => [tag],
  })
