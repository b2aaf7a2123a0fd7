import { join } from 'node:path'
import { z } from 'zod'
import { WeirError } from '../../../../shared/contract/weir-error.ts'
import type { RepositoryEntity } from '../../../../shared/model/entities.ts'
import { statusOf } from '../../sdk/answer.ts'
import { defineStream, type ReadInput } from '../../sdk/connector.ts'
import {
  beginning,
  beginPass,
  ClearedCursor,
  HistoryCursor,
  type HistoryItem,
  type HistoryPage,
} from '../history/cursor.ts'
import { type BranchHead, headOf } from '../history/head-of.ts'
import { createCommitLister } from '../history/list-commits.ts'
import { readAsides } from '../history/read-asides.ts'
import { type HistoryReader, readPass } from '../history/read-pass.ts'
import { removeSpool } from '../history/spool.ts'
import { isReadHere } from '../history/way.ts'
import { hashOfRecord } from '../listed-items.ts'
import { type GithubContext, type Remote, remoteOf } from '../remote.ts'
import { placeOf, type RepositoryPlace } from '../repository-place.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'

const Cursor = z.union([HistoryCursor, ClearedCursor])
type Cursor = z.infer<typeof Cursor>

/** Not allowed to these credentials, not there, or taken down. */
const refusals: ReadonlySet<number | null> = new Set([403, 404, 410, 451])

/**
 * The commits of the default branch through the API, and those off it that something was deployed, released, tagged or run from. Ten
 * requests for a thousand commits, one for each off the branch; a free one where nothing has changed.
 */
export const commitHistory = (sizes: GithubSizes) =>
  defineStream<GithubSettings, GithubCredentials, HistoryItem, Cursor>({
    name: 'commits',
    label: 'commits',
    cursor: Cursor,
    deletes: 'commit',
    dependsOn: ['hosted_repository', 'deployments', 'releases', 'hosted_tags', 'workflow_runs'],
    async *read(context, input) {
      const remote = remoteOf(context, sizes)
      const place = await placeOf(remote, input.source)
      if (!isReadHere(context, input)) {
        if (input.active() === 0 && input.cursor?.way !== 'api') return
        const row = repositoryRow(place, { shallow: false, problem: null, history: 'none' })
        yield { records: [row], cursor: { way: 'none' }, seen: [], sweepComplete: true }
        return
      }
      let cursor = input.cursor?.way === 'api' ? input.cursor : beginning
      try {
        for await (const page of readHistory(context, input, { remote, place, sizes, cursor })) {
          cursor = page.cursor
          yield page
        }
      } catch (error) {
        if (!refusals.has(statusOf(error))) throw error
        context.log(
          'warn',
          `${input.source.name}: commits are not shown to these credentials. Changes are told to deployments by time.`,
        )
        yield* saying(cursor, repositoryRow(place, { shallow: false, problem: 'refused' }), cursor)
      }
    },
    map(item) {
      if ('kind' in item) return [item]
      throw new Error(item.problem)
    },
  })

interface Start {
  readonly remote: Remote
  readonly place: RepositoryPlace
  readonly sizes: GithubSizes
  readonly cursor: HistoryCursor
}

async function* readHistory(
  context: GithubContext,
  input: ReadInput<Cursor>,
  { remote, place, sizes, cursor: start }: Start,
): AsyncGenerator<HistoryPage> {
  if (context.cacheFolder === null) throw new Error('History is read with a folder to keep it in')
  const { commitsSince } = context.settings
  const since = commitsSince === '' ? null : Date.parse(commitsSince)
  const reader: HistoryReader = {
    remote,
    place,
    sizes,
    since,
    lister: createCommitLister(context, remote, place, { since, sizes }),
    spoolPath: join(context.cacheFolder, `commits-${place.id}.jsonl`),
    missing: input.missing,
    log: (level, message) => context.log(level, `${input.source.name}: ${message}`),
  }
  const head = await headOf(remote, place, start.ref)
  const row = repositoryRow(place, { shallow: since !== null, problem: null, head })
  let cursor = yield* saying({ ...start, ref: head }, row, start)
  if (cursor.pass !== null) {
    const read = yield* readPass(reader, cursor, cursor.pass)
    cursor = read === 'lost' ? { ...cursor, pass: null } : read
  }
  if (head.sha === null) {
    if (cursor.done !== null) {
      cursor = { ...cursor, done: null, asides: {} }
      yield { records: [], cursor, seen: [], sweepComplete: true }
    }
  } else if (cursor.done !== head.sha) {
    const pass = beginPass(head.sha, { aside: false, full: cursor.done === null })
    const read = yield* readPass(reader, cursor, pass)
    if (read === 'lost') throw notListed(input.source.name)
    cursor = read
  }
  yield* readAsides(reader, cursor, input.unreadCommits())
  await removeSpool(reader.spoolPath)
}

/** Gives the repository's own row if it is not as it was, and where the branch is. Returns the cursor it ends with. */
async function* saying(
  cursor: HistoryCursor,
  row: RepositoryEntity,
  before: HistoryCursor,
): AsyncGenerator<HistoryPage, HistoryCursor> {
  const next = { ...cursor, said: hashOfRecord(row) }
  const isNew = next.said !== before.said
  if (isNew || JSON.stringify(next.ref) !== JSON.stringify(before.ref)) {
    yield { records: isNew ? [row] : [], cursor: next }
  }
  return next
}

const notListed = (name: string) =>
  new WeirError('remote.rejected', {
    hint: `GitHub does not list the commits of ${name}, though it says where its branch is. Try later; if it persists, report it.`,
    details: { repository: name },
  })

interface RowFacts {
  readonly shallow: boolean
  readonly problem: 'refused' | null
  readonly head?: BranchHead
  readonly history?: 'api' | 'none'
}

const repositoryRow = (
  { record }: RepositoryPlace,
  { shallow, problem, head, history = 'api' }: RowFacts,
): RepositoryEntity => ({
  kind: 'repository',
  path: record.html_url,
  defaultBranch: record.default_branch == null ? null : `heads/${record.default_branch}`,
  objectFormat: head?.sha?.length === 64 ? 'sha256' : 'sha1',
  shallow,
  origin: null,
  history,
  historyProblem: problem,
})
