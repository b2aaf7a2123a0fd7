import type { JobAssignment } from '../ingest/messages.ts'
import type { JobThread } from './job-host.ts'
import type { ThreadEnd } from './job-state.ts'

export interface ExecutionSteps {
  /** Gathers what the thread is started with; may take long (a key store may ask the user). */
  readonly prepare: () => Promise<JobAssignment>
  readonly start: (assignment: JobAssignment) => JobThread
  /** What a failure of either step ends the job with. */
  readonly failed: (error: unknown) => ThreadEnd
}

/** A job's thread together with its preparation: pausing or stopping works from the first moment. */
export function startExecution({ prepare, start, failed }: ExecutionSteps): JobThread {
  let thread: JobThread | null = null
  const { promise: ended, resolve } = Promise.withResolvers<ThreadEnd>()
  let over = false
  const end = (threadEnd: ThreadEnd) => {
    over = true
    resolve(threadEnd)
  }

  const run = async (): Promise<void> => {
    try {
      const assignment = await prepare()
      if (over) return
      thread = start(assignment)
      end(await thread.ended)
    } catch (error) {
      end(failed(error))
    }
  }
  void run()

  return {
    ended,
    pause: () => (thread ? thread.pause() : end({ outcome: 'paused' })),
    stop: () => (thread ? thread.stop() : end({ outcome: 'stopped' })),
    terminate: () => (thread ? thread.terminate() : end({ outcome: 'stopped' })),
  }
}
