import { z } from 'zod'
import { dateTags } from '../date-tags.ts'
import { graphqlOr } from '../graphql.ts'
import { graphqlTags } from '../graphql-tags.ts'
import { releaseEntity, tagEntity } from '../map-lists.ts'
import { RawRelease } from '../records.ts'
import type { GithubSizes } from '../sizes.ts'
import { wholeList } from './whole-list.ts'

export const releases = (sizes: GithubSizes) =>
  wholeList(sizes, {
    name: 'releases',
    label: 'releases',
    deletes: 'release',
    route: 'GET /repos/{owner}/{repo}/releases',
    record: RawRelease,
    map: releaseEntity,
    keep: onlyRead,
  })

/** A release without what nobody reads of it: its notes and files can be long, and a list is held until it has ended. */
function onlyRead(release: unknown): unknown {
  if (typeof release !== 'object' || release === null) return release
  return Object.fromEntries(Object.entries(release).filter(([field]) => Object.hasOwn(RawRelease.shape, field)))
}

const RestTag = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) })

/** Tags by name, with when they were made; over REST, when their commits were. */
export const tags = (sizes: GithubSizes) =>
  wholeList(sizes, {
    name: 'hosted_tags',
    label: 'tags',
    deletes: 'hosted_tag',
    route: 'GET /repos/{owner}/{repo}/tags',
    record: z.object({ name: z.string(), sha: z.string(), at: z.number().nullable().default(null) }),
    map: tagEntity,
    load: (context, remote, place, records) =>
      graphqlOr<readonly unknown[]>(
        context,
        remote,
        () => graphqlTags(remote, place),
        async () =>
          records.map(record => {
            const { success, data } = RestTag.safeParse(record)
            return success ? { name: data.name, sha: data.commit.sha } : record
          }),
      ),
    complete: dateTags,
  })
