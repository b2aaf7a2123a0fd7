import { createHash } from 'node:crypto'
import { z } from 'zod'
import { defineStream } from '../../sdk/connector.ts'
import { chunked, inOrder } from '../../sdk/ordered.ts'
import { type FetchedIssue, fetchIssues } from '../fetch-issues.ts'
import { fetchedEntity } from '../fetched-entity.ts'
import { takeIds } from '../ids-ahead.ts'
import { ListingBroken } from '../list-issues.ts'
import { type JiraContext, remoteOf } from '../remote.ts'
import type { JiraCredentials, JiraSettings } from '../settings.ts'
import type { JiraSizes } from '../sizes.ts'
import { scopeOf } from '../source-scope.ts'

/**
 * The ids of the last sweep, as a hash, and those of them that were asked for and still are not stored: asking again would not help
 * until they change.
 */
const Cursor = z.object({ hash: z.string(), asked: z.array(z.string()) })
type Cursor = z.infer<typeof Cursor>

const askedAtMost = 5_000

/**
 * Names every issue there is, so that those deleted or moved away become inactive, and reads those that are not stored although
 * they have not changed: they have become visible, or the search index had not had them yet.
 */
export const issueSweep = (sizes: JiraSizes) =>
  defineStream<JiraSettings, JiraCredentials, FetchedIssue, Cursor>({
    name: 'issue_sweep',
    label: 'issue keys',
    cursor: Cursor,
    dependsOn: ['issues'],
    deletes: 'issue',
    map: item => [fetchedEntity(item)],
    async *read(context, { source, cursor, missing }) {
      const remote = remoteOf(context, sizes)
      const scope = await scopeOf(context, remote, source)
      const listed = takeIds(remote, source.externalId, { jql: scope.jql, pageSize: sizes.listed })
      const ids = await unlessShifted(context, listed)
      if (ids === null) return
      const given = cursor ?? { hash: '', asked: [] }
      const before = new Set(given.asked)
      const hash = hashOf(ids)
      const wanted = missing(ids).filter(id => !before.has(id))
      if (hash === given.hash && wanted.length === 0) return
      const size = remote.cloud ? sizes.cloudIssues : sizes.dataCenterIssues
      const fetched = inOrder(chunked(once(wanted), size), remote.fetches, part => fetchIssues(context, remote, part))
      for await (const found of fetched) {
        const records = found.filter(({ issue }) => scope.holds(issue))
        yield { records, cursor: given, total: wanted.length }
      }
      const asked = missing(ids).slice(0, askedAtMost)
      yield { records: [], cursor: { hash, asked: [...asked] }, seen: ids, sweepComplete: true }
    },
  })

/** Every id; null when the list shifted meanwhile: then nobody can say what is gone. */
async function unlessShifted(
  context: JiraContext,
  listed: Promise<readonly string[]>,
): Promise<readonly string[] | null> {
  try {
    return await listed
  } catch (error) {
    if (!(error instanceof ListingBroken)) throw error
    context.log('warn', 'Issues came or went while they were counted: the next sync looks for deleted ones.')
    return null
  }
}

function hashOf(ids: readonly string[]): string {
  const hash = createHash('sha256')
  for (const id of ids) hash.update(`${id}\n`)
  return hash.digest('hex').slice(0, 32)
}

async function* once<Item>(list: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield list
}
