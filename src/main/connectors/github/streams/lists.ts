import { z } from 'zod'
import { Instant } from '../../sdk/instant.ts'
import { graphqlOr } from '../graphql.ts'
import { graphqlNodes } from '../graphql-nodes.ts'
import { type RawTag, releaseEntity, tagEntity } from '../map-lists.ts'
import { tagsQuery } from '../queries.ts'
import { RawRelease } from '../records.ts'
import type { Remote } from '../remote.ts'
import type { RepositoryPlace } from '../repository-place.ts'
import type { GithubSizes } from '../sizes.ts'
import { wholeList } from './whole-list.ts'

export const releases = (sizes: GithubSizes) =>
  wholeList(sizes, {
    name: 'releases',
    label: 'releases',
    deletes: 'release',
    path: 'releases',
    record: RawRelease,
    map: releaseEntity,
  })

const RestTag = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) })

/** Tags by name. Over REST, when they were made is not told. */
export const tags = (sizes: GithubSizes) =>
  wholeList(sizes, {
    name: 'hosted_tags',
    label: 'tags',
    deletes: 'hosted_tag',
    path: 'tags',
    record: z.object({ name: z.string(), sha: z.string(), at: z.number().nullable() }),
    map: tagEntity,
    load: (context, remote, place, records) =>
      graphqlOr<readonly unknown[]>(
        context,
        remote,
        () => graphqlTags(remote, place),
        async () =>
          records.map(record => {
            const { success, data } = RestTag.safeParse(record)
            return success ? { name: data.name, sha: data.commit.sha, at: null } : record
          }),
      ),
  })

const Commit = z.object({ oid: z.string(), committedDate: Instant.optional() })
const Target = Commit.extend({
  tagger: z.object({ date: Instant.nullish() }).nullish(),
  target: Commit.nullish(),
})
const Ref = z.object({ name: z.string(), target: Target.nullish() })

async function graphqlTags(remote: Remote, place: RepositoryPlace): Promise<readonly RawTag[]> {
  const nodes = await graphqlNodes(remote, tagsQuery, place)
  return nodes.flatMap(node => {
    const { data: ref } = Ref.safeParse(node)
    const commit = ref?.target?.target ?? ref?.target
    // A tag on a tree or a file has no date of a commit, and is no deployment either.
    if (!ref?.target || commit?.committedDate === undefined) return []
    return [{ name: ref.name, sha: commit.oid, at: ref.target.tagger?.date ?? commit.committedDate }]
  })
}
