import { create } from 'zustand'
import type { DatabaseTask } from '../../../shared/model/database.ts'

export interface LiveDatabaseTask {
  /** The newest that came without being asked for. */
  readonly pushed: DatabaseTask | null
  taskPushed(task: DatabaseTask): void
  /** Forgets it, as after a reconnect. */
  reset(): void
}

/** What has been pushed about work on the database since the channel opened. */
export const useLiveDatabaseTask = create<LiveDatabaseTask>()(set => ({
  pushed: null,
  taskPushed: task => set({ pushed: task }),
  reset: () => set({ pushed: null }),
}))

export type LiveDatabaseTaskStore = typeof useLiveDatabaseTask
