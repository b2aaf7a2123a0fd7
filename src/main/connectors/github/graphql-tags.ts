import { z } from 'zod'
import { Instant } from '../sdk/instant.ts'
import { graphqlNodes } from './graphql-nodes.ts'
import { tagsQuery } from './queries.ts'
import type { Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'

const Commit = z.object({ oid: z.string(), committedDate: Instant.optional() })
const Target = Commit.extend({
  tagger: z.object({ name: z.string().nullish(), email: z.string().nullish(), date: Instant.nullish() }).nullish(),
  target: Commit.nullish(),
})
const Ref = z.object({ name: z.string(), target: Target.nullish() })

export interface GraphqlTag {
  readonly name: string
  readonly sha: string
  /** When an annotated tag was made, else when its commit was. */
  readonly at: number
  readonly annotated: boolean
  readonly tagger: { readonly name: string; readonly email: string } | null
}

/** All tags on commits; asked for once in a run. */
export const graphqlTags = (remote: Remote, place: RepositoryPlace): Promise<readonly GraphqlTag[]> =>
  remote.once(`tags of ${place.id}`, async () => (await graphqlNodes(remote, tagsQuery, place)).flatMap(tagsOf))

function tagsOf(node: unknown): readonly GraphqlTag[] {
  const { data: ref } = Ref.safeParse(node)
  const commit = ref?.target?.target ?? ref?.target
  // A tag on a tree or a file has no date of a commit, and is no deployment either.
  if (!ref?.target || commit?.committedDate === undefined) return []
  const { tagger } = ref.target
  const name = tagger?.name || tagger?.email
  return [
    {
      name: ref.name,
      sha: commit.oid,
      at: tagger?.date ?? commit.committedDate,
      annotated: ref.target.target != null,
      tagger: name ? { name, email: tagger?.email || name } : null,
    },
  ]
}
