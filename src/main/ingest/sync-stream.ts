import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Page } from '../connectors/sdk/connector.ts'
import type { EntityWriter } from '../store/write/entity-writer.ts'
import { orAborted, stopped } from './or-aborted.ts'
import { createPageWriter } from './page-writer.ts'
import type { Step } from './plan.ts'
import { type RunSession, transact } from './run-session.ts'
import { startingPoint } from './starting-point.ts'
import { createSweepKeys } from './sweep-keys.ts'

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
  const pages = step.stream.read(context, { source: step.source, cursor: stream.cursor })
  try {
    for (;;) {
      if (session.pauseRequested()) return 'paused'
      const next = await orAborted(pages.next(), signal)
      if (signal.aborted) throw stopped()
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

/** Lets the generator clean up. After an abort nobody waits for it, and what it still throws is the abort's echo. */
async function close(pages: AsyncGenerator<unknown>, signal: AbortSignal): Promise<void> {
  const closing = pages.return(undefined)
  if (signal.aborted) closing.catch(() => undefined)
  else await orAborted(closing, signal)
}

/** The transactions of one stream: its beginning, its pages and its end. */
function createStreamCommit(step: Step, writer: EntityWriter, session: RunSession) {
  const { db, log, cursors, runStreams, progress, meter, now, fingerprint } = session
  const { source, stream } = step
  const start = startingPoint(cursors, step, fingerprint)
  const pageWriter = createPageWriter(stream, writer, message => log.add('warn', message))
  const sweep = createSweepKeys(db, source.id, stream.name)
  let cursorJson = start.json
  let lastSeen: readonly string[] = []
  let sweepComplete = false
  let firstPage = true
  let since = now()

  if (start.discarded)
    log.add('info', `${source.name}: ${stream.label} are read from the beginning: ${start.discarded}.`)
  transact(session, () => {
    runStreams.begin(step)
    if (!start.resumed) sweep.clear()
    return ['runs']
  })

  function record(read: number, written: number, deleted: number, bytes: number | undefined): void {
    const at = now()
    const used = meter.take()
    const activeMs = Math.max(at - since, 0)
    since = at
    const skipped = pageWriter.takeSkipped()
    const counts = { read, written, skipped, deleted, requests: used.requests, bytes: bytes ?? used.bytes, activeMs }
    runStreams.add(step, counts)
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
      const entities = pageWriter.map(page)
      transact(session, () => {
        const { written, deleted } = pageWriter.write(entities, page)
        if (page.seen && !page.sweepComplete) sweep.keep(page.seen)
        const complete = json === start.json && !start.resumed ? 1 : 0
        cursors.save(source.id, stream.name, { cursor: json, fingerprint, complete }, now())
        record(page.records.length, written, deleted, page.bytes)
        return writer.flush()
      })
      const { total, resumedAt } = page
      progress.page({ records: page.records.length, total, resumedAt: firstPage ? resumedAt : undefined })
      lastSeen = page.seen ?? []
      sweepComplete = page.sweepComplete ?? false
      cursorJson = json
      firstPage = false
    },
    complete(): void {
      transact(session, () => {
        const tables: TableName[] = ['runs']
        const kind = stream.deletes
        const deleted = sweepComplete && kind ? writer.removeUnseen(kind, new Set([...sweep.kept(), ...lastSeen])) : 0
        sweep.clear()
        const unresolved = writer.takeUnresolved()
        if (unresolved > 0) {
          log.add(
            'warn',
            `${source.name}: ${unresolved} ${stream.label} point at commits not read yet; the next sync looks again.`,
          )
          cursors.remove(source.id, stream.name)
        } else if (cursorJson !== null) {
          cursors.save(source.id, stream.name, { cursor: cursorJson, fingerprint, complete: 1 }, now())
        }
        record(0, 0, deleted, undefined)
        runStreams.complete(step)
        return [...tables, ...writer.flush()]
      })
    },
  }
}
