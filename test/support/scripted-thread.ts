import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { FromJobThread, JobAssignment, ToJobThread } from '../../src/main/ingest/messages.ts'
import { connectDatabase } from '../../src/main/store/connect.ts'
import type { FaultCode } from '../../src/shared/contract/faults.ts'
import type { JobProgress } from '../../src/shared/model/job.ts'

export interface PagesScript {
  readonly script: 'pages'
  readonly pages: number
  readonly holdAt?: number
  /** Each fails a run once, in order, right after that page or a later one. */
  readonly failures?: readonly { readonly page: number; readonly code: FaultCode }[]
}

/** What a scripted thread does, as the settings of its connection. */
export type Script =
  /** Commits pages as a real thread would, cursor and rows together, and waits for a word after page `holdAt`. */
  | PagesScript
  /** Commits one row, then waits for a word and ends by it. */
  | { readonly script: 'hold' }
  | { readonly script: 'fail' }
  /** Loops for ever in an open write transaction, having told of it. */
  | { readonly script: 'loopInTransaction' }
  | { readonly script: 'ignoreEverything' }
  | { readonly script: 'allocate' }
  | { readonly script: 'throwInTimer' }
  | { readonly script: 'exit' }
  /** Says that it has finished, but never goes. */
  | { readonly script: 'finishAndStay' }
  /** Starts a program that starts another, tells their process ids as `done` and `total`, then loops for ever. */
  | { readonly script: 'leaveProgram' }

const assignment: JobAssignment = workerData
const script = assignment.settings as Script
const { jobId, runId } = assignment
const port = parentPort
if (port === null) throw new Error('Not a thread')
const db = connectDatabase(assignment.databasePath)

const words: ToJobThread['type'][] = []
let onWord = () => {}
port.on('message', (message: ToJobThread) => {
  words.push(message.type)
  onWord()
})
const word = () =>
  new Promise<void>(resolve => {
    onWord = resolve
    if (words.length > 0) resolve()
  })

const send = (message: FromJobThread) => port.postMessage(message)
const log = db.prepare(`insert into run_log (run_id, at, level, message) values (?, ?, 'info', ?)`)
const progress = (done: number, total: number | null): JobProgress => ({
  jobId,
  runId,
  at: Date.now(),
  dataSourceName: assignment.sources[0]?.name ?? '',
  stream: 'pages',
  step: 1,
  steps: 1,
  done,
  total,
  fraction: total === null ? null : Math.min(1, done / total),
  ratePerSecond: 1,
  remainingMs: 1,
  waitingUntil: null,
})
const tell = (done: number, total: number | null = null) => send({ type: 'progress', progress: progress(done, total) })

const failedLine = 'failed as scripted'
const scriptedFailures = db.prepare(
  `select count(*) from run_log where message = ? and run_id in (select id from runs where job_id = ?)`,
)
const failed = () => Number(scriptedFailures.pluck().get(failedLine, jobId))

async function pages({ pages: count, holdAt, failures = [] }: PagesScript): Promise<FromJobThread> {
  const source = assignment.sources[0]
  if (!source) throw new Error('No data source')
  const row = db.prepare('select cursor from cursors where data_source_id = ?').get(source.id)
  const known = row && typeof row === 'object' && 'cursor' in row ? Number(row.cursor) : 0
  const saveCursor = db.prepare(`
    insert into cursors (data_source_id, stream, cursor, fingerprint, complete, updated_at) values (?, 'pages', ?, '', 0, 0)
    on conflict do update set cursor = excluded.cursor`)
  const saveCounts = db.prepare(`
    insert into run_streams (run_id, data_source_id, data_source_name, stream, position, read, written, active_ms)
    values (?, ?, ?, 'pages', 0, 1, 1, 1) on conflict do update set read = read + 1, written = written + 1, active_ms = active_ms + 1`)
  for (let page = known + 1; page <= count; page++) {
    db.transaction(() => {
      log.run(runId, page, `page ${page}`)
      saveCursor.run(source.id, String(page))
      saveCounts.run(runId, source.id, source.name)
    }).immediate()
    send({ type: 'changed', tables: ['run_log'], derive: [] })
    tell(page, count)
    const failure = failures[failed()]
    if (failure && page >= failure.page) {
      log.run(runId, page, failedLine)
      return { type: 'ended', outcome: 'failed', fault: { code: failure.code, hint: 'As scripted.', details: {} } }
    }
    if (page === holdAt) await word()
    else await turn()
    if (words.includes('stop')) return { type: 'ended', outcome: 'stopped' }
    if (words.includes('pause') && page < count) return { type: 'ended', outcome: 'paused' }
  }
  return { type: 'ended', outcome: 'finished' }
}

async function hold(): Promise<FromJobThread> {
  log.run(runId, 1, 'holding')
  tell(0)
  await word()
  return { type: 'ended', outcome: words.includes('stop') ? 'stopped' : 'paused' }
}

const forEver = () => new Promise<never>(() => setInterval(() => tell(1), 20))

async function play(): Promise<FromJobThread> {
  switch (script.script) {
    case 'pages':
      return pages(script)
    case 'hold':
      return hold()
    case 'fail':
      return {
        type: 'ended',
        outcome: 'failed',
        fault: { code: 'source.unreadable', hint: 'Look at the folder.', details: { path: 'somewhere' } },
      }
    case 'loopInTransaction':
      db.exec('begin immediate')
      log.run(runId, 1, 'never committed')
      tell(0)
      for (;;);
    case 'ignoreEverything':
      return forEver()
    case 'allocate':
      for (const kept: unknown[] = []; ; ) kept.push(new Array(10_000).fill(kept.length).map(String))
    case 'throwInTimer':
      setTimeout(() => {
        throw new Error('secret-token in a timer')
      })
      return forEver()
    case 'exit':
      return process.exit(1)
    case 'finishAndStay':
      send({ type: 'ended', outcome: 'finished' })
      return forEver()
    case 'leaveProgram': {
      const program = spawn('sh', ['-c', 'sleep 600 & echo $!; wait'], {
        stdio: ['ignore', 'pipe', 'ignore'],
        detached: true,
      })
      const { pid } = program
      if (pid === undefined) throw new Error('sh did not start')
      send({ type: 'child', pid, alive: true })
      const [itsOwn] = await once(program.stdout, 'data')
      tell(pid, Number(String(itsOwn)))
      for (;;);
    }
  }
}

send(await play())
db.close()
port.close()
