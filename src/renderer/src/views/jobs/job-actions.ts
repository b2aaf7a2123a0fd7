import type { JobSummary } from '../../../../shared/model/job.ts'

export type JobAction = 'runNow' | 'pause' | 'resume' | 'forceStop' | 'dequeue'

export interface JobControl {
  readonly action: JobAction
  /** Why it cannot be used at the moment; null when it can. */
  readonly disabledBecause: string | null
}

export const jobActionLabels: Readonly<Record<JobAction, string>> = {
  runNow: 'Run now',
  pause: 'Pause',
  resume: 'Resume',
  forceStop: 'Force stop',
  dequeue: 'Remove from queue',
}

/** The methods behind the actions. */
export const jobActionMethods = {
  runNow: 'jobs.runNow',
  pause: 'jobs.pause',
  resume: 'jobs.resume',
  forceStop: 'jobs.forceStop',
  dequeue: 'jobs.dequeue',
} as const satisfies Readonly<Record<JobAction, string>>

type ControlFacts = Pick<JobSummary, 'state' | 'intent' | 'queuePosition' | 'connectionEnabled' | 'activeSources'>

/**
 * The controls that make sense for a job now, the main one first. All are disabled while it is being stopped; none starts it while
 * everything is paused (`held`).
 */
export function jobControls(job: ControlFacts, held: boolean): readonly JobControl[] {
  if (job.state === 'RUNNING') return runningControls(job)
  if (job.queuePosition !== null) {
    return job.state === 'PAUSED' ? [usable('dequeue'), usable('forceStop')] : [usable('dequeue')]
  }
  const idle = whyNotRunnable(job, held)
  if (job.state === 'PAUSED') return [{ action: 'resume', disabledBecause: idle }, usable('forceStop')]
  return [{ action: 'runNow', disabledBecause: idle }]
}

const usable = (action: JobAction): JobControl => ({ action, disabledBecause: null })

function runningControls({ intent }: ControlFacts): readonly JobControl[] {
  const stopping = intent === 'stopping' ? 'The job is being stopped' : null
  const pausing = intent === 'pausing' ? 'The job pauses at its next checkpoint' : null
  return [
    { action: 'pause', disabledBecause: stopping ?? pausing },
    { action: 'forceStop', disabledBecause: stopping },
  ]
}

function whyNotRunnable(job: ControlFacts, held: boolean): string | null {
  if (!job.connectionEnabled) return 'The connection is disabled'
  if (job.activeSources === 0) return 'Nothing is chosen to sync'
  if (held) return 'Everything is paused: choose “Resume all” first'
  return null
}
