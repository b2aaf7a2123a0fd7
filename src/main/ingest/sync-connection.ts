import type { Database } from 'better-sqlite3'
import type { JobProgress } from '../../shared/model/job.ts'
import type { CommandRunner, Connector } from '../connectors/sdk/connector.ts'
import type { Access } from '../connectors/sdk/oauth.ts'
import { createRedactor, type Redactor, redactFault } from '../redaction/redact.ts'
import { secretsIn } from '../redaction/secret-forms.ts'
import { createEntityWriter, type EntityWriter } from '../store/write/entity-writer.ts'
import { createBudgets } from './budgets.ts'
import { createChangeFeed } from './change-feed.ts'
import { createCursors } from './cursors.ts'
import { type Failure, failureOf, failureOfSources, isLimitedToSource } from './failures.ts'
import { fingerprint } from './fingerprint.ts'
import { createHttp } from './http/create-http.ts'
import { budgetLeft, runBegins, sourceEnds } from './log-lines.ts'
import type { FromJobThread, JobAssignment } from './messages.ts'
import type { CountingMeter } from './meter.ts'
import { parseInputs } from './parse-inputs.ts'
import { planSteps, type Source, type Step } from './plan.ts'
import { createProgress } from './progress.ts'
import { createRunLog } from './run-log.ts'
import { type RunSession, transact } from './run-session.ts'
import { createRunStreams } from './run-streams.ts'
import { syncStream } from './sync-stream.ts'

export type Ended = Extract<FromJobThread, { type: 'ended' }>

export interface SyncOptions {
  readonly db: Database
  readonly connector: Connector
  readonly assignment: JobAssignment
  readonly commands: CommandRunner
  /** By the user's sign-in. */
  readonly access?: Access
  readonly meter: CountingMeter
  /** Force stop. */
  readonly signal: AbortSignal
  readonly pauseRequested: () => boolean
  readonly now: () => number
  readonly send: (message: FromJobThread) => void
}

/**
 * Syncs a connection: every stream of every data source, page by page, from where each had got to. Returns how it ended; never
 * rejects. A data source that fails for a reason of its own does not hold up the others: the run then ends as failed with it.
 */
export async function syncConnection(options: SyncOptions): Promise<Ended> {
  const redact = createRedactor(secretsIn(options.assignment.credentials))
  const ended = await runSteps(options, redact).catch(error => endedBy(options, failureOf(error)))
  if (ended.outcome !== 'failed') return ended
  const { fault, report } = ended
  return {
    ...ended,
    fault: redactFault(fault, redact),
    ...(report && { report: { ...report, text: redact(report.text) } }),
  }
}

async function runSteps(options: SyncOptions, redact: Redactor): Promise<Ended> {
  const { db, connector, assignment, signal } = options
  const inputs = parseInputs(connector, assignment)
  const steps = planSteps(connector.streams, assignment.sources, inputs.settings)
  const session = openSession(options, inputs, steps, redact)
  session.log.add('info', runBegins(steps, steps.filter(session.runStreams.isComplete).length))
  const failures = new Map<Source, Failure>()
  const writers = createWriters(db)

  for (const step of steps) {
    const { source } = step
    if (failures.has(source)) {
      session.progress.skip(step)
      continue
    }
    try {
      if ((await runStep(step, writers.of(source), session)) === 'paused') return endPaused(session)
    } catch (error) {
      if (signal.aborted) return endedBy(options, failureOf(error))
      writers.forget()
      const failure = failureOf(error)
      noteFailure(session, source, failure)
      if (!isLimitedToSource(failure.fault)) return endedBy(options, failure)
      failures.set(source, failure)
      session.progress.skip(step)
      continue
    }
    if (isLastOf(step, steps)) noteSynced(session, source)
  }
  noteBudgets(session)
  const failure = failureOfSources(failures)
  return failure ? endedBy(options, failure) : { type: 'ended', outcome: 'finished' }
}

/** One source's writer at a time: it remembers the ids of what it has written. */
function createWriters(db: Database) {
  let source: Source | null = null
  let writer: EntityWriter | null = null
  return {
    of(wanted: Source): EntityWriter {
      if (writer === null || source !== wanted) writer = createEntityWriter(db, { dataSourceId: wanted.id })
      source = wanted
      return writer
    },
    forget() {
      writer = null
    },
  }
}

async function runStep(step: Step, writer: EntityWriter, session: RunSession): Promise<'complete' | 'paused'> {
  if (session.runStreams.isComplete(step)) session.progress.skip(step)
  else if ((await syncStream(step, writer, session)) === 'paused') return 'paused'
  const stale = step.completesGraph ? writer.stale() : null
  if (stale !== null) session.log.add('info', `${step.source.name}: deployments are worked out anew.`)
  session.changes.tell(stale === null ? [] : [stale])
  return 'complete'
}

function openSession(
  options: SyncOptions,
  { settings, credentials }: ReturnType<typeof parseInputs>,
  steps: readonly Step[],
  redact: Redactor,
): RunSession {
  const { db, connector, assignment, commands, access, meter, signal, pauseRequested, now, send } = options
  const { jobId, runId, cacheFolder } = assignment
  const ofAll = connector.fingerprint ? connector.fingerprint(settings) : settings
  const log = createRunLog(db, { runId, redact, now })
  const sendProgress = (update: JobProgress) => send({ type: 'progress', progress: update })
  const budgets = createBudgets()
  const progress = createProgress({ jobId, runId, steps, now, budgets: budgets.list, send: sendProgress })
  const http = createHttp({
    signal,
    now,
    redact,
    onRequest: meter.request,
    onBytes: meter.bytes,
    onWaited: meter.waited,
    onWaiting: progress.waiting,
    onBudget: budgets.note,
  })
  return {
    db,
    signal,
    pauseRequested,
    now,
    meter,
    budgets,
    log,
    fingerprintOf: stream =>
      stream.fingerprint ? fingerprint([ofAll, stream.fingerprint(settings)]) : fingerprint(ofAll),
    cursors: createCursors(db),
    runStreams: createRunStreams(db, runId),
    progress,
    changes: createChangeFeed(now, send),
    context: {
      settings,
      credentials,
      commands,
      http,
      ...(access && { access }),
      signal,
      now,
      cacheFolder,
      log: log.add,
    },
  }
}

function noteBudgets(session: RunSession): void {
  const left = session.budgets.list()
  if (left.length === 0) return
  for (const budget of left) session.log.add('info', budgetLeft(budget))
  transact(session, () => [])
}

function endPaused(session: RunSession): Ended {
  transact(session, () => [])
  session.changes.tell()
  return { type: 'ended', outcome: 'paused' }
}

function endedBy({ signal }: SyncOptions, failure: Failure): Ended {
  if (signal.aborted) return { type: 'ended', outcome: 'stopped' }
  return { type: 'ended', outcome: 'failed', ...failure }
}

/** Writes why a source failed into the run's log; when the store itself has failed, there is nowhere to write. */
function noteFailure(session: RunSession, source: Source, { fault }: Failure): void {
  session.log.add('error', `${source.name}: ${fault.hint} (${fault.code})`)
  if (!fault.code.startsWith('store.')) transact(session, () => [])
  session.changes.tell()
}

function noteSynced(session: RunSession, source: Source): void {
  session.log.add('info', sourceEnds(source))
  transact(session, () => {
    session.db.prepare('update data_sources set last_sync_at = ? where id = ?').run(session.now(), source.id)
    return ['data_sources']
  })
  session.changes.tell()
}

const isLastOf = (step: Step, steps: readonly Step[]) => steps.findLast(({ source }) => source === step.source) === step
