import { availableParallelism } from 'node:os'
import { z } from 'zod'
import type { CommitStatsEntity } from '../../../../shared/model/entities.ts'
import { defineStream, type Page, type ReadInput } from '../../sdk/connector.ts'
import { type CountedBatch, countLines } from '../count-lines.ts'
import { listCommits } from '../history.ts'
import { createPartQueue, LineWork } from '../line-work.ts'
import type { ReadSizes } from '../sizes.ts'
import { presentTips, Snapshot } from '../snapshot.ts'
import { type GitContext, type OpenSource, openSource } from '../source.ts'
import { CommitsCursor } from './commits.ts'

/** `done` is the state whose commits are counted; `counting` the state under way. */
const LineStatsCursor = z.object({
  done: Snapshot.nullable(),
  counting: z.object({ to: Snapshot, not: z.string(), count: z.int(), newest: z.string(), work: LineWork }).nullable(),
})
type LineStatsCursor = z.infer<typeof LineStatsCursor>
type Counting = NonNullable<LineStatsCursor['counting']>
type LineStatsPage = Page<CommitStatsEntity, LineStatsCursor>

const nothingDone: LineWork = { next: 0, open: [] }
const newestFirst = ['--topo-order', '--no-merges']

/**
 * Added and deleted lines and touched files of every commit with at most one parent, as `git log --numstat` counts them, renames
 * found. Recent commits first, by as many programs as there are cores.
 */
export const lineStats = (sizes: ReadSizes) =>
  defineStream<GitContext['settings'], GitContext['credentials'], CommitStatsEntity, LineStatsCursor>({
    name: 'line_stats',
    label: 'commits counted',
    cursor: LineStatsCursor,
    dependsOn: ['commits'],
    read: (context, input) => readStream(context, input, sizes),
    map: stats => [stats],
  })

async function* readStream(
  context: GitContext,
  input: ReadInput<LineStatsCursor>,
  sizes: ReadSizes,
): AsyncGenerator<LineStatsPage> {
  const source = await openSource(context, input.source)
  let { done, counting } = input.cursor ?? { done: null, counting: null }
  let before = 0
  if (counting && (await canResume(context, source, counting))) {
    before = yield* readPass(context, source, done, counting, 0, sizes)
    done = counting.to
  }
  counting = null
  const to = await storedState(source, input)
  if (done?.fingerprint === to.fingerprint) return
  const not = done?.graph === to.graph ? await presentTips(context.commands, source.info.cwd, done) : ''
  yield* readPass(context, source, done, { to, not, count: 0, newest: '', work: nothingDone }, before, sizes)
}

async function* readPass(
  context: GitContext,
  source: OpenSource,
  done: Snapshot | null,
  { to, not, count, newest, work }: Counting,
  before: number,
  { largestLinePart, smallestLinePart, linePage }: ReadSizes,
): AsyncGenerator<LineStatsPage, number> {
  const { commands } = context
  const { cwd } = source.info
  const list = await listCommits(commands, cwd, { from: await presentTips(commands, cwd, to), not }, newestFirst)
  const first = list.length > 0 ? list.at(0) : ''
  const same = list.length === count && first === newest
  const programs = Math.min(availableParallelism(), 4)
  const partSizes = { largest: largestLinePart, smallest: smallestLinePart, programs }
  const queue = createPartQueue(list.length, partSizes, same ? work : nothingDone)
  const total = before + list.length
  const cursor = (): LineStatsCursor => ({
    done,
    counting: { to, not, count: list.length, newest: first, work: queue.state() },
  })
  yield { records: [], cursor: cursor(), total, ...(queue.done > 0 && { resumedAt: queue.done }) }

  const uncountable: string[] = []
  let waiting: CountedBatch[] = []
  let records = 0
  const page = (): LineStatsPage => {
    for (const batch of waiting) queue.advance(batch.part, batch.records.length + batch.uncountable.length)
    const made = {
      records: waiting.flatMap(batch => batch.records),
      cursor: cursor(),
      bytes: waiting.reduce((sum, batch) => sum + batch.bytes, 0),
      total,
    }
    waiting = []
    records = 0
    return made
  }
  for await (const batch of countLines({ commands, cwd, list, queue, programs, batchSize: Math.min(linePage, 500) })) {
    uncountable.push(...batch.uncountable)
    waiting.push(batch)
    records += batch.records.length
    if (records >= linePage) yield page()
  }
  if (waiting.length > 0) yield page()
  warnAboutUncounted(context, list.length - queue.done, uncountable)
  yield { records: [], cursor: { done: to, counting: null } }
  return list.length
}

/** The state whose commits are stored: the repository may have moved on since they were read. */
async function storedState(source: OpenSource, { dependencies }: ReadInput<LineStatsCursor>): Promise<Snapshot> {
  const { commits } = dependencies ?? {}
  const stored = CommitsCursor.safeParse(commits)
  return stored.data?.done ?? source.snapshot()
}

function warnAboutUncounted(context: GitContext, given: number, uncountable: readonly string[]): void {
  if (uncountable.length === 0) return
  const some = uncountable.slice(0, 5).join(', ')
  const why = 'because contents are missing from the repository (a partial clone?)'
  context.log('warn', `The lines of ${uncountable.length + given} commits cannot be counted, ${why}, such as ${some}`)
}

async function canResume(context: GitContext, source: OpenSource, { to, not }: Counting): Promise<boolean> {
  if (to.graph !== (await source.snapshot()).graph) return false
  const { cwd } = source.info
  const present = await Promise.all([to.tips, not].map(tips => presentTips(context.commands, cwd, { tips })))
  return present[0] === to.tips && present[1] === not
}
