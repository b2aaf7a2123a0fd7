import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import type { FromJobThread, GiveAccess, JobAssignment, ToJobThread } from '../ingest/messages.ts'
import type { Logger } from '../ports.ts'
import type { ThreadEnd } from './job-state.ts'
import { limitBuffers } from './memory-limit.ts'

/** A job at work. Every call may be repeated and may come too late: then it does nothing. */
export interface JobThread {
  /** Asks it to end at its next checkpoint. */
  pause(): void
  /** Asks it to give up at once, and ends it from outside when it has not after the grace. */
  stop(): void
  /** Ends it from outside, without asking. */
  terminate(): void
  /** Resolves once the thread and every program it started are gone. Never rejects. */
  readonly ended: Promise<ThreadEnd>
}

export interface JobThreadOptions {
  readonly entry: URL
  readonly assignment: JobAssignment
  readonly logger: Logger
  readonly onMessage: (message: Extract<FromJobThread, { type: 'progress' | 'changed' }>) => void
  /** Answers the thread's questions for access by the user's sign-in. */
  readonly access: GiveAccess
  /** How long a thread may take to go after it was asked to stop, or has said that it ended. */
  readonly graceMs?: number
  /** The most memory its JavaScript heap may take, and as much again outside of it. */
  readonly maxHeapMb?: number
}

/** Node's own choice is 48 MB: more memory at the peak, and no time saved. */
const youngGenerationMb = 16

/** Starts a job's thread and watches over it: whatever it does (loop, crash, run out of memory), it ends and the application lives. */
export function startJobThread(options: JobThreadOptions): JobThread {
  const { assignment, logger, graceMs = 500, maxHeapMb = 512 } = options
  const { jobId, runId } = assignment
  const children = new Set<number>()
  let reported: ThreadEnd | null = null
  let crash: unknown = null
  let asked: 'nothing' | 'pause' | 'stop' = 'nothing'
  let grace: NodeJS.Timeout | null = null
  let gone = false

  const worker = new Worker(options.entry, {
    name: `job ${jobId}`,
    workerData: assignment,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: youngGenerationMb },
  })
  const send = (message: ToJobThread) => worker.postMessage(message)
  const terminate = () => void worker.terminate()
  const terminateAfterGrace = () => {
    grace ??= setTimeout(terminate, graceMs)
  }

  const giveAccess = async (number: number, refused: string | null): Promise<void> => {
    try {
      const given = await options.access(refused)
      send({ type: 'access', number, given })
    } catch (error) {
      const reportId = randomUUID()
      if (!(error instanceof WeirError)) logger.error('Access could not be given', { reportId, jobId, runId, error })
      send({ type: 'access', number, fault: toFault(error, reportId) })
    }
  }

  worker.on('message', (message: FromJobThread) => {
    switch (message.type) {
      case 'access':
        void giveAccess(message.number, message.refused)
        return
      case 'child':
        if (message.alive) children.add(message.pid)
        else children.delete(message.pid)
        return
      case 'ended':
        reported = message.outcome === 'failed' ? { outcome: 'failed', fault: message.fault } : message
        if (message.outcome === 'failed' && message.report) {
          const { id: reportId, text } = message.report
          logger.error('A job failed unexpectedly', { reportId, jobId, runId, error: text })
        }
        terminateAfterGrace()
        return
      case 'progress':
      case 'changed':
        options.onMessage(message)
    }
  })
  worker.on('messageerror', error => {
    crash = error
    terminate()
  })
  worker.on('error', error => {
    crash = error
  })

  const stopLooking = limitBuffers(worker, maxHeapMb, error => {
    crash ??= error
    terminate()
  })

  const ended = new Promise<ThreadEnd>(resolve => {
    worker.on('exit', exitCode => {
      gone = true
      stopLooking()
      if (grace) clearTimeout(grace)
      endPrograms(children, logger)
      const unexpected =
        crash ?? (reported || asked === 'stop' ? null : new Error(`Thread ended with code ${exitCode}`))
      if (unexpected === null) return resolve(reported ?? { outcome: 'stopped' })
      const reportId = randomUUID()
      logger.error('A job’s thread broke down', { reportId, jobId, runId, exitCode, error: unexpected })
      const breakdown: ThreadEnd =
        asked === 'stop'
          ? { outcome: 'stopped' }
          : { outcome: 'failed', fault: breakdownFault(unexpected, reportId, maxHeapMb) }
      resolve(reported ?? breakdown)
    })
  })

  return {
    ended,
    pause() {
      if (asked !== 'nothing') return
      asked = 'pause'
      send({ type: 'pause' })
    },
    stop() {
      if (gone || asked === 'stop') return
      asked = 'stop'
      send({ type: 'stop' })
      terminateAfterGrace()
    },
    terminate() {
      asked = 'stop'
      terminate()
    },
  }
}

function breakdownFault(error: unknown, reportId: string, maxHeapMb: number) {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  const fault = toFault(error, reportId)
  if (!outOfMemory) return fault
  return {
    ...fault,
    hint: `This sync needed more than the ${maxHeapMb} MB of memory it may use. Report it with this id.`,
    details: { ...fault.details, maxHeapMb },
  }
}

/** Ends the programs a thread has left behind, with what they started: outside Windows each leads a process group of its own. */
function endPrograms(pids: ReadonlySet<number>, logger: Logger): void {
  for (const pid of pids) {
    if (!Number.isSafeInteger(pid) || pid <= 1) continue
    if (process.platform !== 'win32') kill(-pid, logger)
    kill(pid, logger)
  }
}

function kill(pid: number, logger: Logger): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!gone) logger.warn('A program a job left behind could not be ended', { pid, error })
  }
}
