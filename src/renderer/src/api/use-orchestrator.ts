import type { OrchestratorStatus } from '../../../shared/model/orchestrator.ts'
import { useLiveOrchestrator } from '../stores/live-orchestrator.ts'
import { useRequest } from './use-request.ts'

/** The orchestrator as a whole, live: what came last, pushed or asked for. Undefined until the first answer. */
export function useOrchestrator(): OrchestratorStatus | undefined {
  const { data, dataUpdatedAt } = useRequest('orchestrator.status', undefined)
  const pushed = useLiveOrchestrator(state => state.pushed)
  return pushed && pushed.at >= dataUpdatedAt ? pushed.status : data
}

/** Whether everything is paused. */
export const useHeld = (): boolean => useOrchestrator()?.held ?? false
