import { useLiveOrchestrator } from '../stores/live-orchestrator.ts'
import { useCommand } from './use-command.ts'

/** The commands that concern every job at once. */
export type OrchestratorAction = 'orchestrator.runAll' | 'jobs.pauseAll' | 'jobs.resumeAll' | 'jobs.emptyQueue'

/** A command to the orchestrator as a whole; the state it answers with is shown at once. */
export function useOrchestratorAction(action: OrchestratorAction) {
  const command = useCommand(action)
  const statusPushed = useLiveOrchestrator(state => state.statusPushed)
  return { pending: command.isPending, act: () => command.mutate(undefined, { onSuccess: statusPushed }) }
}
