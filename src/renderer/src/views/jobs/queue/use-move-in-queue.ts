import { useQueryClient } from '@tanstack/react-query'
import type { JobId } from '../../../../../shared/model/ids.ts'
import type { OrchestratorStatus } from '../../../../../shared/model/orchestrator.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useLiveJobs } from '../../../stores/live-jobs.ts'
import { useLiveOrchestrator } from '../../../stores/live-orchestrator.ts'
import { movedTo } from './moved-to.ts'

/** Moves a waiting job to a position (1 is next). The new order is shown at once, and the old one again if it is refused. */
export function useMoveInQueue(status: OrchestratorStatus): (jobId: JobId, position: number) => void {
  const queries = useQueryClient()
  const command = useCommand('jobs.moveInQueue')
  const jobPushed = useLiveJobs(state => state.jobPushed)
  const statusPushed = useLiveOrchestrator(state => state.statusPushed)
  return (jobId, position) => {
    statusPushed({ ...status, queue: movedTo(status.queue, jobId, position) })
    command.mutate(
      { jobId, position },
      {
        onSuccess: jobPushed,
        onError: () => void queries.invalidateQueries({ queryKey: ['orchestrator.status'] }),
      },
    )
  }
}
