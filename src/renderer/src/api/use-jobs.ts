import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useLiveJobs } from '../stores/live-jobs.ts'
import { mergeJobs } from '../stores/merge-jobs.ts'
import { useRequest } from './use-request.ts'

/** Every job with its live state and progress; the request itself beside it, for loading and faults. */
export function useJobs() {
  const request = useRequest('jobs.list', undefined)
  const live = useLiveJobs(useShallow(({ jobs, progress }) => ({ jobs, progress })))
  const listed = request.data
  return { request, jobs: useMemo(() => listed && mergeJobs(listed, live), [listed, live]) }
}
