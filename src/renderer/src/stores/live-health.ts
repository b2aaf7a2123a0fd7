import { create } from 'zustand'
import type { SystemHealth } from '../../../shared/model/health.ts'

export interface LiveHealth {
  /** The newest that came without being asked for. */
  readonly pushed: SystemHealth | null
  healthPushed(health: SystemHealth): void
  /** Forgets it, as after a reconnect. */
  reset(): void
}

/** What has been pushed about the system's health since the channel opened. */
export const useLiveHealth = create<LiveHealth>()(set => ({
  pushed: null,
  healthPushed: health => set({ pushed: health }),
  reset: () => set({ pushed: null }),
}))

export type LiveHealthStore = typeof useLiveHealth
