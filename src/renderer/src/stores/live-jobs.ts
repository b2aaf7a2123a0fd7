import { create } from 'zustand'
import type { JobProgress, JobSummary } from '../../../shared/model/job.ts'

export interface LiveJobs {
  readonly jobs: ReadonlyMap<number, JobSummary>
  readonly progress: ReadonlyMap<number, JobProgress>
  jobPushed(job: JobSummary): void
  progressPushed(progress: JobProgress): void
  /** Forgets everything, as after a reconnect: what was missed is asked for. */
  reset(): void
}

const put = <Value>(map: ReadonlyMap<number, Value>, key: number, value: Value) => new Map(map).set(key, value)

/** What has been pushed about jobs since the channel opened. */
export const useLiveJobs = create<LiveJobs>()(set => ({
  jobs: new Map(),
  progress: new Map(),
  jobPushed: job => set(state => ({ jobs: put(state.jobs, job.id, job) })),
  progressPushed: progress => set(state => ({ progress: put(state.progress, progress.jobId, progress) })),
  reset: () => set({ jobs: new Map(), progress: new Map() }),
}))

export type LiveJobsStore = typeof useLiveJobs
