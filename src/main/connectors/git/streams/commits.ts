import { z } from 'zod'
import { WeirError } from '../../../../shared/contract/weir-error.ts'
import type { CommitEntity } from '../../../../shared/model/entities.ts'
import { defineStream, type Page, type ReadInput } from '../../sdk/connector.ts'
import { listCommits } from '../history.ts'
import { readCommits } from '../read-commits.ts'
import type { ShaList } from '../sha-list.ts'
import type { ReadSizes } from '../sizes.ts'
import { presentTips, Snapshot } from '../snapshot.ts'
import { type GitContext, type OpenSource, openSource } from '../source.ts'

/** Counted up when more is read of a commit than before: what is stored is read again. 1: subjects; 2: what bodies mention, too. */
const currentVersion = 2

/** `done` is the state that is stored; `reading` the state being read, of whose listing the first `at` commits are stored. */
export const CommitsCursor = z.object({
  version: z.int().default(1),
  done: Snapshot.nullable(),
  reading: z
    .object({
      to: Snapshot,
      full: z.boolean(),
      count: z.int().nonnegative(),
      at: z.int().nonnegative(),
      last: z.string(),
    })
    .nullable(),
})
type CommitsCursor = z.infer<typeof CommitsCursor>
type Reading = NonNullable<CommitsCursor['reading']>
type CommitsPage = Page<CommitEntity, CommitsCursor>

const parentsFirst = ['--topo-order', '--reverse']

/**
 * Every commit reachable from any ref, parents always before their children. Later runs read what is new and name what is no longer
 * reachable; when that cannot be told (the old state is gone, or something changed that is not in commits: a shallow clone was
 * deepened, `.mailmap` was edited), everything is read again and swept.
 */
export const commits = (sizes: ReadSizes) =>
  defineStream<GitContext['settings'], GitContext['credentials'], CommitEntity, CommitsCursor>({
    name: 'commits',
    label: 'commits',
    cursor: CommitsCursor,
    deletes: 'commit',
    read: (context, input) => readStream(context, input, sizes),
    map: commit => [commit],
  })

async function* readStream(
  context: GitContext,
  input: ReadInput<CommitsCursor>,
  sizes: ReadSizes,
): AsyncGenerator<CommitsPage> {
  const source = await openSource(context, input.source)
  const outdated = input.cursor !== null && input.cursor.version < currentVersion
  let { done, reading } = input.cursor ?? { done: null, reading: null }
  let before = 0
  let abandoned = outdated
  if (outdated) reading = null
  if (reading) {
    const usable = reading.full || (await canContinue(context, source, done, reading.to))
    if (usable && (await isStillThere(context, source, reading.to))) {
      before = yield* readPass(context, source, done, reading.to, reading, 0, sizes)
      done = reading.to
    } else abandoned = true
    reading = null
  }
  if (done?.fingerprint === source.fingerprint && !abandoned) return
  const to = await source.snapshot()
  const full = abandoned || !(await canContinue(context, source, done, to))
  yield* readPass(context, source, done, to, beginning(to, full), before, sizes)
}

/** Reads from `done` to `to`, or all of `to`; yields at least one page; returns how many commits it listed. */
async function* readPass(
  context: GitContext,
  source: OpenSource,
  done: Snapshot | null,
  to: Snapshot,
  resumed: Reading,
  before: number,
  sizes: ReadSizes,
): AsyncGenerator<CommitsPage, number> {
  const { cwd } = source.info
  const { full } = resumed
  const list = await listCommits(
    context.commands,
    cwd,
    { from: to.tips, not: full ? '' : (done?.tips ?? '') },
    parentsFirst,
  )
  const start = isSameListing(list, resumed) ? resumed.at : 0
  const total = before + list.length
  const cursorAt = (at: number): CommitsCursor => ({
    version: currentVersion,
    done,
    reading: { to, full, count: list.length, at, last: at === 0 ? '' : list.at(at - 1) },
  })
  yield {
    records: [],
    cursor: cursorAt(start),
    total,
    ...(start > 0 && { resumedAt: start }),
    ...(full && { seen: list.slice(0, start) }),
  }

  let at = start
  const repaired: string[] = []
  for await (const batch of readCommits(context.commands, source.info, list, start, sizes)) {
    at += batch.commits.length
    repaired.push(...batch.repaired)
    yield {
      records: batch.commits,
      cursor: cursorAt(at),
      bytes: batch.bytes,
      total,
      ...(full && { seen: batch.commits.map(commit => commit.sha) }),
    }
  }
  if (repaired.length > 0) {
    context.log(
      'warn',
      `${repaired.length} commits have a damaged author or date, such as ${repaired.slice(0, 5).join(', ')}`,
    )
  }

  const finished: CommitsCursor = { version: currentVersion, done: to, reading: null }
  if (full) {
    yield { records: [], cursor: finished, seen: [], sweepComplete: true }
    return list.length
  }
  const gone = await listUnreachable(context, cwd, done?.tips ?? '', to.tips)
  if (gone === null) return yield* readPass(context, source, null, to, beginning(to, true), before, sizes)
  for (let from = 0; from < gone.length; from += sizes.keyPage) {
    const keys = gone.slice(from, Math.min(from + sizes.keyPage, gone.length))
    yield { records: [], cursor: cursorAt(at), deleted: keys.map(key => ({ kind: 'commit', key })) }
  }
  yield { records: [], cursor: finished }
  return list.length
}

/** Null when git has already pruned a part of what is unreachable. */
async function listUnreachable(context: GitContext, cwd: string, old: string, now: string): Promise<ShaList | null> {
  try {
    return await listCommits(context.commands, cwd, { from: old, not: now }, [])
  } catch (error) {
    if (error instanceof WeirError && error.code === 'source.unreadable') return null
    throw error
  }
}

const beginning = (to: Snapshot, full: boolean): Reading => ({ to, full, count: 0, at: 0, last: '' })

const isSameListing = (list: ShaList, { count, at, last }: Reading) =>
  list.length === count && at <= count && (at === 0 || list.at(at - 1) === last)

async function isStillThere(context: GitContext, source: OpenSource, state: Snapshot): Promise<boolean> {
  const now = await source.snapshot()
  if (state.graph !== now.graph || state.mailmap !== now.mailmap) return false
  return (await presentTips(context.commands, source.info.cwd, state)) === state.tips
}

async function canContinue(
  context: GitContext,
  source: OpenSource,
  done: Snapshot | null,
  to: Snapshot,
): Promise<boolean> {
  if (done === null || done.graph !== to.graph || done.mailmap !== to.mailmap) return false
  return (await presentTips(context.commands, source.info.cwd, done)) === done.tips
}
