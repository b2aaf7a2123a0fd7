import type { DeploymentFrequency, MetricsFilter, NoData } from '../../shared/model/metrics.ts'
import { bucketsOf, type Period } from './calendar.ts'
import { quantile } from './quantile.ts'
import { daysPerWholeWeek } from './whole-weeks.ts'

export interface FrequencyInput {
  /** When the deployments of the period finished, ascending. */
  readonly finishes: readonly number[]
  /** When the first known deployment finished, in the period or not; null when none is known. */
  readonly firstKnownAt: number | null
  /** Why there is nothing to look at; null when there is. */
  readonly missing: NoData | null
}

/**
 * Deployment frequency: counted deployments per bucket, and the median number of days with a deployment over the period's whole
 * ISO weeks (weeks without one count as 0). With several repositories, every repository's deployments are counted, and a day
 * counts when any of them deployed. A bucket the period cuts counts only what lies in the period.
 *
 * Before the first known deployment there is no data; after it, a period without one is a true 0.
 */
export function deploymentFrequency(
  { finishes, firstKnownAt, missing }: FrequencyInput,
  filter: Pick<MetricsFilter, 'from' | 'to' | 'bucket' | 'timeZone'>,
): DeploymentFrequency {
  const days = daysPerWholeWeek(finishes, filter, filter.timeZone)
  const unknown: NoData | null =
    missing ??
    (firstKnownAt === null ? 'no_deployments' : firstKnownAt >= filter.to ? 'no_deployments_in_period' : null)
  let next = 0
  const buckets = bucketsOf(filter, filter.bucket, filter.timeZone).map(({ start, end }) => {
    const begin = next
    while ((finishes[next] ?? Number.POSITIVE_INFINITY) < end) next++
    return { start, end, deployments: next - begin }
  })
  return {
    deployments: finishes.length,
    buckets,
    medianDaysPerWeek: unknown ? null : median(days),
    wholeWeeks: days.length,
    noData: unknown ?? (days.length === 0 ? 'no_whole_week' : null),
  }
}

/** The median of `deploymentFrequency` alone, for another period. */
export function medianDaysPerWeek(
  { finishes, firstKnownAt }: FrequencyInput,
  period: Period,
  timeZone: string,
): number | null {
  if (firstKnownAt === null || firstKnownAt >= period.to) return null
  return median(daysPerWholeWeek(finishes, period, timeZone))
}

const median = (values: readonly number[]) => quantile(Float64Array.from(values).sort(), 0.5)
