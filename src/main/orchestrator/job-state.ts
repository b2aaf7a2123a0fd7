import type { Fault } from '../../shared/contract/faults.ts'
import type { JobIntent, JobState, RunOutcome, RunTrigger } from '../../shared/model/job.ts'

/** What decides a job's next step. `queued` is why it waits for its turn; null when it does not wait. */
export interface JobStatus {
  readonly state: JobState
  readonly intent: JobIntent
  readonly queued: RunTrigger | null
  readonly fault: Fault | null
}

/** How a job's thread ended: by its own account, or `stopped` when it was ended from outside. */
export type ThreadEnd =
  | { readonly outcome: 'finished' | 'paused' | 'stopped' }
  | { readonly outcome: 'failed'; readonly fault: Fault }

export type JobEvent =
  | { readonly type: 'runRequested'; readonly trigger: RunTrigger }
  | { readonly type: 'pauseRequested' | 'resumeRequested' | 'forceStopRequested' | 'dequeued' }
  /** Its turn has come. */
  | { readonly type: 'started' }
  | { readonly type: 'ended'; readonly end: ThreadEnd }
  /** Found RUNNING when the application started: its thread is long gone. */
  | { readonly type: 'interrupted' }

export type JobEffect =
  | { readonly type: 'startRun'; readonly trigger: RunTrigger }
  | { readonly type: 'continueRun' }
  | { readonly type: 'endRun'; readonly outcome: Exclude<RunOutcome, 'running'>; readonly fault: Fault | null }
  | { readonly type: 'pauseThread' | 'stopThread' }

/** `moved` with the same job object and no effects when nothing changes; `refused` says what the user can do instead. */
export type Transition =
  | { readonly type: 'moved'; readonly job: JobStatus; readonly effects: readonly JobEffect[] }
  | { readonly type: 'refused'; readonly hint: string }

const stoppedFault: Fault = {
  code: 'run.stopped',
  hint: 'You stopped this sync. Run it again to go on from the last checkpoint.',
  details: {},
}
const interruptedFault: Fault = {
  code: 'run.interrupted',
  hint: 'Weir ended while this sync was running. Run it again to go on from the last checkpoint.',
  details: {},
}

/**
 * The next step of a job. Only these moves exist: PENDING→RUNNING→FINISHED or FAILED, RUNNING→PAUSED, PAUSED→RUNNING,
 * FAILED→PENDING, FINISHED→PENDING, and PAUSED→FAILED by a force stop, which closes the paused run.
 *
 * Waiting in the queue is no state of its own: a queued job is PENDING (a new run) or PAUSED (its run is to go on), and leaving
 * the queue leaves that state. So pausing a job that waits takes it out of the queue: a PENDING one stays PENDING, because
 * there is no run yet that could be paused; a PAUSED one stays PAUSED.
 */
export function transition(job: JobStatus, event: JobEvent): Transition {
  switch (event.type) {
    case 'runRequested':
      return requestRun(job, event.trigger)
    case 'pauseRequested':
      return requestPause(job)
    case 'resumeRequested':
      return requestResume(job)
    case 'forceStopRequested':
      return requestForceStop(job)
    case 'dequeued':
      return dequeue(job)
    case 'started':
      return start(job)
    case 'ended':
      if (job.state !== 'RUNNING') return refused('No sync of this job is running.')
      return end(job, event.end)
    case 'interrupted':
      return job.state === 'RUNNING' ? end(job, { outcome: 'stopped' }) : unchanged(job)
  }
}

const refused = (hint: string): Transition => ({ type: 'refused', hint })
const unchanged = (job: JobStatus): Transition => ({ type: 'moved', job, effects: [] })
const moved = (job: JobStatus, ...effects: JobEffect[]): Transition => ({ type: 'moved', job, effects })
const beingStopped = refused('This job is being stopped. Wait until it has stopped.')

function requestRun(job: JobStatus, trigger: RunTrigger): Transition {
  switch (job.state) {
    case 'RUNNING':
      return job.intent === 'stopping' ? beingStopped : refused('This job is already running.')
    case 'PAUSED':
      return refused('This job is paused. Resume it, or force-stop it to start over with a new run.')
    case 'PENDING':
      if (job.queued !== null) return unchanged(job)
      return moved({ ...job, queued: trigger })
    case 'FINISHED':
    case 'FAILED':
      return moved({ state: 'PENDING', intent: 'none', queued: trigger, fault: null })
  }
}

function requestPause(job: JobStatus): Transition {
  switch (job.state) {
    case 'RUNNING':
      if (job.intent === 'stopping') return beingStopped
      return job.intent === 'pausing' ? unchanged(job) : moved({ ...job, intent: 'pausing' }, { type: 'pauseThread' })
    case 'PENDING':
    case 'PAUSED':
      return dequeue(job)
    case 'FINISHED':
      return refused('This job has already finished, there is nothing to pause.')
    case 'FAILED':
      return refused('This job has failed, there is nothing to pause. Run it again first.')
  }
}

function requestResume(job: JobStatus): Transition {
  switch (job.state) {
    case 'PAUSED':
      return job.queued !== null ? unchanged(job) : moved({ ...job, queued: 'manual' })
    case 'RUNNING':
      if (job.intent === 'stopping') return beingStopped
      return job.intent === 'none'
        ? unchanged(job)
        : refused('This job is still on its way to its next checkpoint. Resume it once it is paused.')
    case 'PENDING':
    case 'FINISHED':
    case 'FAILED':
      return refused(`This job is ${job.state}, not paused. Run it instead.`)
  }
}

function requestForceStop(job: JobStatus): Transition {
  switch (job.state) {
    case 'RUNNING':
      return job.intent === 'stopping' ? unchanged(job) : moved({ ...job, intent: 'stopping' }, { type: 'stopThread' })
    case 'PAUSED':
      return close(job, 'FAILED', 'stopped', stoppedFault)
    case 'PENDING':
      return refused('This job is not running yet. Take it out of the queue instead.')
    case 'FINISHED':
      return refused('This job has already finished, there is nothing to stop.')
    case 'FAILED':
      return job.fault?.code === 'run.stopped'
        ? unchanged(job)
        : refused('This job has already failed, there is nothing to stop.')
  }
}

function dequeue(job: JobStatus): Transition {
  if (job.state === 'RUNNING') return refused('This job is already running. Pause or force-stop it instead.')
  return job.queued === null ? unchanged(job) : moved({ ...job, queued: null })
}

function start(job: JobStatus): Transition {
  if (job.queued === null) return refused('This job does not wait for its turn.')
  const running: JobStatus = { state: 'RUNNING', intent: 'none', queued: null, fault: null }
  switch (job.state) {
    case 'PENDING':
      return moved(running, { type: 'startRun', trigger: job.queued })
    case 'PAUSED':
      return moved(running, { type: 'continueRun' })
    case 'RUNNING':
    case 'FINISHED':
    case 'FAILED':
      return refused(`This job is ${job.state}, it cannot start.`)
  }
}

/**
 * The user's recorded word comes first: whatever a thread reports while it is being stopped, its job was stopped; and a thread that
 * ended early while pausing has left its job at a checkpoint, which is what a pause asks for. Without such a word an early
 * end is an interruption. A thread that finished while pausing has finished.
 */
function end(job: JobStatus, threadEnd: ThreadEnd): Transition {
  if (job.intent === 'stopping') return close(job, 'FAILED', 'stopped', stoppedFault)
  switch (threadEnd.outcome) {
    case 'finished':
      return close(job, 'FINISHED', 'finished', null)
    case 'failed':
      return close(job, 'FAILED', 'failed', threadEnd.fault)
    case 'paused':
    case 'stopped':
      return job.intent === 'pausing'
        ? close(job, 'PAUSED', 'paused', null)
        : close(job, 'FAILED', 'interrupted', interruptedFault)
  }
}

const close = (
  job: JobStatus,
  state: 'FINISHED' | 'FAILED' | 'PAUSED',
  outcome: Exclude<RunOutcome, 'running'>,
  fault: Fault | null,
): Transition => moved({ ...job, state, intent: 'none', queued: null, fault }, { type: 'endRun', outcome, fault })
