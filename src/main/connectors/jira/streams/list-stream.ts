import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Entity, Removed } from '../../../../shared/model/entities.ts'
import { defineStream, type SourceRef } from '../../sdk/connector.ts'
import { parsing } from '../../sdk/parsing.ts'
import type { JiraContext } from '../remote.ts'
import type { JiraCredentials, JiraSettings } from '../settings.ts'

/** `keys` are kept where those that come no more are looked into. */
const Cursor = z.object({ hash: z.string(), keys: z.array(z.string()).optional() })
type Cursor = z.infer<typeof Cursor>

export interface ListStreamOptions<Item, Of extends Entity> {
  readonly name: string
  readonly label: string
  readonly record: z.ZodType<Item>
  readonly deletes?: Removed['kind']
  readonly dependsOn?: readonly string[]
  load(context: JiraContext, source: SourceRef): Promise<readonly unknown[]>
  /** For a list that shows a part only: which of the keys that it showed before, and does not any more, are gone. */
  gone?(context: JiraContext, keys: readonly string[]): Promise<readonly Removed[]>
  map(item: Item): Of
}

/** A stream of a short list that Jira gives whole: read at once, and given only when it differs from the last one. */
export function listStream<Item, Of extends Entity & { readonly externalId: string }>(
  options: ListStreamOptions<Item, Of>,
) {
  const { load, map, record, gone, ...rest } = options
  return defineStream<JiraSettings, JiraCredentials, unknown, Cursor>({
    ...rest,
    cursor: Cursor,
    map: parsing(record, item => [map(item)]),
    async *read(context, { source, cursor }) {
      const records = await load(context, source)
      const entities = records.flatMap(one => {
        const parsed = record.safeParse(one)
        return parsed.success ? [map(parsed.data)] : []
      })
      // Of what is kept only: pictures and counts may change without being read again.
      const hash = createHash('sha256').update(JSON.stringify(entities)).digest('hex').slice(0, 32)
      if (hash === cursor?.hash) return
      const seen = entities.map(({ externalId }) => externalId)
      if (gone) {
        const here = new Set(seen)
        const deleted = await gone(
          context,
          (cursor?.keys ?? []).filter(key => !here.has(key)),
        )
        yield { records, deleted, cursor: { hash, keys: seen }, total: records.length }
        return
      }
      const page = { records, cursor: { hash }, total: records.length }
      yield rest.deletes === undefined ? page : { ...page, seen, sweepComplete: true }
    },
  })
}
