import { z } from 'zod'
import type { BranchEntity, TagEntity } from '../../../../shared/model/entities.ts'
import { defineStream, type ReadInput } from '../../sdk/connector.ts'
import { clean } from '../../sdk/text.ts'
import { graphqlOr } from '../graphql.ts'
import { graphqlTags } from '../graphql-tags.ts'
import { HistoryCursor } from '../history/cursor.ts'
import { isReadHere } from '../history/way.ts'
import { hashOfRecord } from '../listed-items.ts'
import { type GithubContext, type Remote, remoteOf } from '../remote.ts'
import { placeOf, type RepositoryPlace } from '../repository-place.ts'
import { restList } from '../rest-pages.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'

/** `digest`: of what they are made from; empty when nothing is to be read here. */
const Cursor = z.object({ way: z.literal('api'), digest: z.string() })
type Cursor = z.infer<typeof Cursor>

/** The default branch. */
export const historyBranches = () =>
  defineStream<GithubSettings, GithubCredentials, BranchEntity, Cursor>({
    name: 'branches',
    label: 'branches',
    cursor: Cursor,
    dependsOn: ['commits'],
    deletes: 'branch',
    async *read(context, input) {
      const { done, ref } = storedHistory(context, input) ?? {}
      const records: readonly BranchEntity[] =
        ref && done ? [{ kind: 'branch', name: `heads/${ref.branch}`, commitSha: done }] : []
      yield* sweep(input, context, hashOfRecord(records), async () => records)
    },
    map: branch => [branch],
  })

/** The tags of the repository, on the commits that are stored. Over REST, when they were made is not told. */
export const historyTags = (sizes: GithubSizes) =>
  defineStream<GithubSettings, GithubCredentials, TagEntity, Cursor>({
    name: 'tags',
    label: 'tags',
    cursor: Cursor,
    dependsOn: ['commits', 'hosted_tags'],
    deletes: 'tag',
    async *read(context, input) {
      const { done, asides } = storedHistory(context, input) ?? {}
      const listed = input.dependencies?.['hosted_tags'] ?? null
      yield* sweep(input, context, hashOfRecord([listed, done == null, asides ?? null]), async () => {
        const remote = remoteOf(context, sizes)
        const tags = await tagsOf(context, remote, await placeOf(remote, input.source))
        return tags.map(tag => (asides?.[tag.commitSha ?? ''] === 'unknown' ? { ...tag, commitSha: null } : tag))
      })
    },
    map: tag => [tag],
  })

/** How far the commits have come; null when they are not read here, or not shown. */
function storedHistory(context: GithubContext, input: ReadInput<unknown>): HistoryCursor | null {
  if (!isReadHere(context, input)) return null
  return HistoryCursor.safeParse(input.dependencies?.['commits']).data ?? null
}

/** Everything at once, when what it is made from has changed. */
async function* sweep<Item extends TagEntity | BranchEntity>(
  input: ReadInput<Cursor>,
  context: GithubContext,
  digest: string,
  load: () => Promise<readonly Item[]>,
) {
  const here = isReadHere(context, input)
  const wanted = here ? digest : ''
  const same = wanted === (input.cursor?.digest ?? '')
  if (here ? same : same && input.active() === 0) return
  const records = here ? await load() : []
  const cursor = { way: 'api' as const, digest: wanted }
  yield { records, cursor, seen: records.map(({ name }) => name), sweepComplete: true, total: records.length }
}

const RestTag = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) })

function tagsOf(context: GithubContext, remote: Remote, place: RepositoryPlace): Promise<readonly TagEntity[]> {
  return graphqlOr<readonly TagEntity[]>(
    context,
    remote,
    async () =>
      (await graphqlTags(remote, place)).map(({ name, sha, at, annotated, tagger }) => ({
        kind: 'tag',
        name: clean(name),
        commitSha: sha,
        annotated,
        taggedAt: annotated ? at : null,
        tagger,
      })),
    async () =>
      (await restList(remote, 'GET /repos/{owner}/{repo}/tags', { ...place.at, per_page: 100 })).flatMap(
        (record): TagEntity[] => {
          const { data } = RestTag.safeParse(record)
          if (data === undefined) return []
          const light = { annotated: false, taggedAt: null, tagger: null }
          return [{ kind: 'tag', name: clean(data.name), commitSha: data.commit.sha, ...light }]
        },
      ),
  )
}
