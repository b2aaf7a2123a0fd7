import type { JobId } from '../../../../shared/model/ids.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLiveJobs } from '../../stores/live-jobs.ts'
import { type JobAction, jobActionMethods } from './job-actions.ts'

/** Does something to a job; the state it answers with is shown at once. */
export function useJobAction(): (action: JobAction, jobId: JobId) => void {
  const commands = {
    runNow: useCommand(jobActionMethods.runNow),
    pause: useCommand(jobActionMethods.pause),
    resume: useCommand(jobActionMethods.resume),
    forceStop: useCommand(jobActionMethods.forceStop),
    dequeue: useCommand(jobActionMethods.dequeue),
  } as const satisfies Record<JobAction, unknown>
  const jobPushed = useLiveJobs(state => state.jobPushed)
  return (action, jobId) => commands[action].mutate({ jobId }, { onSuccess: jobPushed })
}
