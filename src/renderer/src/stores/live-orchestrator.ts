import { create } from 'zustand'
import type { OrchestratorStatus } from '../../../shared/model/orchestrator.ts'

export interface LiveOrchestrator {
  /** The newest status that came without being asked for, and when it came (epoch ms). */
  readonly pushed: { readonly status: OrchestratorStatus; readonly at: number } | null
  statusPushed(status: OrchestratorStatus): void
  /** Forgets it, as after a reconnect. */
  reset(): void
}

/** What has been pushed about the orchestrator since the channel opened. */
export const useLiveOrchestrator = create<LiveOrchestrator>()(set => ({
  pushed: null,
  statusPushed: status => set({ pushed: { status, at: Date.now() } }),
  reset: () => set({ pushed: null }),
}))

export type LiveOrchestratorStore = typeof useLiveOrchestrator
