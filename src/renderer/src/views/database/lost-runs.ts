import type { RunSummary } from '../../../../shared/model/job.ts'
import { formatNoun } from '../../format/number.ts'

/** How many runs have begun since an instant, of the newest `runs` out of `total`; null when none has. */
export function lostRunsText(
  runs: readonly Pick<RunSummary, 'startedAt'>[],
  total: number,
  since: number,
): string | null {
  const later = runs.filter(({ startedAt }) => startedAt > since).length
  if (later === 0) return null
  const atLeast = later === runs.length && total > later ? 'at least ' : ''
  return `${atLeast}${formatNoun(later, 'run of a job', 'runs of jobs')}, with ${later === 1 ? 'its log' : 'their logs'}`
}
