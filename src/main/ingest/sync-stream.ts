import { setImmediate as nextTurn } from 'node:timers/promises'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Page } from '../connectors/sdk/connector.ts'
import type { EntityWriter } from '../store/write/entity-writer.ts'
import { type StreamTally, streamBegins, streamEnds } from './log-lines.ts'
import { orAborted } from './or-aborted.ts'
import { createPageWriter } from './page-writer.ts'
import type { Step } from './plan.ts'
import { type RunSession, transact } from './run-session.ts'
import type { StreamCounts } from './run-streams.ts'
import { startingPoint } from './starting-point.ts'
import { createSweep } from './sweep.ts'

type AnyPage = Page<unknown, unknown>

/**
 * Reads one stream of one data source to its end, committing each page with its cursor. Pause is looked at between pages;
 * a stop drops the page that is not committed.
 * @throws WeirError `run.stopped` on a stop, `store.*` faults, and whatever the connector throws.
 */
export async function syncStream(
  step: Step,
  writer: EntityWriter,
  session: RunSession,
): Promise<'complete' | 'paused'> {
  const { signal, progress, context } = session
  const stream = createStreamCommit(step, writer, session)
  progress.begin(step)
  const { source, stream: connectorStream } = step
  const dependencies = storedCursors(session, step)
  const { deletes } = connectorStream
  const missing = (keys: readonly string[]) => (deletes === undefined ? [] : writer.missing(deletes, keys))
  const active = () => (deletes === undefined ? 0 : writer.count(deletes))
  const pages = connectorStream.read(context, {
    source,
    cursor: stream.cursor,
    dependencies,
    missing,
    active,
    unreadCommits: writer.unreadCommits,
    elsewhere: writer.clonedElsewhere,
  })
  try {
    for (;;) {
      if (session.pauseRequested()) return 'paused'
      const next = await orAborted(pages.next(), signal)
      if (next.done) break
      stream.commit(next.value)
      await nextTurn()
    }
  } finally {
    await close(pages, signal)
  }
  stream.complete()
  progress.end(step)
  return 'complete'
}

/** How far the streams have come that this one depends on. */
function storedCursors({ cursors }: RunSession, { source, stream }: Step): Record<string, unknown> {
  const stored = (stream.dependsOn ?? []).map(name => [name, cursors.load(source.id, name)?.cursor] as const)
  return Object.fromEntries(
    stored.flatMap(([name, cursor]) => (cursor === undefined ? [] : [[name, JSON.parse(cursor)]])),
  )
}

/** Lets the generator clean up. After an abort nobody waits for it, and what it still throws is the abort's echo. */
async function close(pages: AsyncGenerator<unknown>, signal: AbortSignal): Promise<void> {
  const closing = pages.return(undefined)
  if (signal.aborted) closing.catch(() => undefined)
  else await orAborted(closing, signal)
}

/** The transactions of one stream: its beginning, its pages and its end. */
function createStreamCommit(step: Step, writer: EntityWriter, session: RunSession) {
  const { log, cursors, runStreams, progress, meter, now } = session
  const { source, stream } = step
  const fingerprint = session.fingerprintOf(stream)
  const start = startingPoint(cursors, step, fingerprint)
  const pageWriter = createPageWriter(stream, writer, message => log.add('warn', message))
  const sweep = createSweep(stream, writer)
  let cursorJson = start.json
  let unresolved = 0
  let firstPage = true
  const begunAt = now()
  let since = begunAt
  let tally: StreamTally = { read: 0, written: 0, deleted: 0, skipped: 0 }

  const say = (line: string | null) => {
    if (line !== null) log.add('info', line)
  }

  say(streamBegins(step, start))
  transact(session, () => {
    runStreams.begin(step)
    return ['runs']
  })

  function record(counts: Pick<StreamCounts, 'read' | 'written' | 'deleted'>, bytes?: number): void {
    const at = now()
    const used = meter.take()
    const activeMs = Math.max(at - since, 0)
    since = at
    const { requests, waitedMs } = used
    const skipped = pageWriter.takeSkipped()
    tally = {
      read: tally.read + counts.read,
      written: tally.written + counts.written,
      deleted: tally.deleted + counts.deleted,
      skipped: tally.skipped + skipped,
    }
    runStreams.add(step, {
      ...counts,
      skipped,
      requests,
      waitedMs,
      bytes: bytes ?? used.bytes,
      activeMs,
    })
  }

  /** Refs without their commits are looked at again: from the first such page on, the next run starts the stream afresh. */
  function saveCursor(complete: 0 | 1): void {
    unresolved += writer.takeUnresolved()
    if (unresolved > 0) cursors.remove(source.id, stream.name)
    else if (cursorJson !== null) {
      cursors.save(source.id, stream.name, { cursor: cursorJson, fingerprint, complete }, now())
    }
  }

  function refuseLoop(page: AnyPage, json: string): void {
    const says = page.records.length + (page.deleted?.length ?? 0) + (page.seen?.length ?? 0) > 0 || page.sweepComplete
    if (firstPage || says || json !== cursorJson) return
    throw new WeirError('remote.rejected', {
      hint: 'The source gives the same empty page again and again. Try later; if it persists, report it.',
      details: { stream: stream.name },
    })
  }

  return {
    cursor: start.cursor,
    commit(page: AnyPage): void {
      const json = JSON.stringify(page.cursor) ?? 'null'
      refuseLoop(page, json)
      cursorJson = json
      const entities = pageWriter.map(page)
      transact(session, () => {
        const { written, deleted } = pageWriter.write(entities, page)
        const gone = sweep.page(page)
        saveCursor(json === start.json && !start.resumed ? 1 : 0)
        record({ read: page.records.length, written, deleted: deleted + gone }, page.bytes)
        return writer.flush()
      })
      const { total, resumedAt } = page
      progress.page({ records: page.records.length, total, resumedAt: firstPage ? resumedAt : undefined })
      firstPage = false
    },
    complete(): void {
      if (unresolved > 0) {
        const message = `${source.name}: ${unresolved} ${stream.label} point at commits not read yet; the next sync looks again.`
        log.add('warn', message)
      }
      say(streamEnds(step, tally, now() - begunAt))
      transact(session, () => {
        saveCursor(1)
        record({ read: 0, written: 0, deleted: 0 })
        runStreams.complete(step)
        return ['runs']
      })
    },
  }
}
