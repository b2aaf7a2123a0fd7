import type { ChangeFailRate, DoraMetrics, NoData, RecoveryTime, ReworkRate } from '../../../shared/model/metrics.ts'
import type { CalendarBucket } from '../calendar.ts'
import type { Deployment } from '../deployments.ts'
import { quantile } from '../quantile.ts'

type Judged = Pick<Deployment, 'finishedAt' | 'failed' | 'restoredAt' | 'unplanned'>

/** An incident that began in the period; null without an end while it is open. */
export interface PeriodIncident {
  readonly beganAt: number
  readonly endedAt: number | null
  readonly hasDeployment: boolean
}

export interface Stability {
  readonly changeFailRate: ChangeFailRate
  readonly recoveryTime: RecoveryTime
  readonly reworkRate: ReworkRate
}

/**
 * Change fail rate: failed ÷ counted deployments. Recovery time: restored − finished of each failed deployment that has been restored, median.
 * Rework rate: unplanned fixes ÷ counted deployments. All of the deployments finished in the period, in that order; `noData` says why nothing
 * can be said.
 */
export function stability(
  deployments: readonly Judged[],
  buckets: readonly CalendarBucket[],
  incidents: readonly PeriodIncident[],
  noData: NoData | null,
): Stability {
  let begin = 0
  const parts = buckets.map(({ start, end }) => {
    let next = begin
    while ((deployments[next]?.finishedAt ?? Number.POSITIVE_INFINITY) < end) next++
    const part = { start, end, ...summary(deployments.slice(begin, next)) }
    begin = next
    return part
  })
  const whole = summary(deployments)
  const rates = { deployments: whole.deployments, noData }
  return {
    changeFailRate: {
      ...rates,
      failed: whole.failed,
      rate: noData ? null : whole.failRate,
      buckets: parts.map(({ start, end, deployments, failed }) => ({ start, end, deployments, failed })),
    },
    recoveryTime: {
      medianMs: noData ? null : quantile(whole.recoveries, 0.5),
      p85Ms: noData ? null : quantile(whole.recoveries, 0.85),
      failed: whole.failed,
      recovered: whole.recoveries.length,
      buckets: parts.map(({ start, end, recoveries }) => ({
        start,
        end,
        medianMs: quantile(recoveries, 0.5),
        recovered: recoveries.length,
      })),
      incidents: durations(incidents),
      noData: noData ?? noRecovery(whole),
    },
    reworkRate: {
      ...rates,
      unplanned: whole.unplanned,
      rate: noData ? null : whole.reworkRate,
      buckets: parts.map(({ start, end, deployments, unplanned }) => ({ start, end, deployments, unplanned })),
    },
  }
}

/** The headlines alone, for the period before. */
export function stabilityHeadlines(
  deployments: readonly Judged[],
): Pick<DoraMetrics['previous'], 'changeFailRate' | 'recoveryMedianMs' | 'reworkRate'> {
  const { failRate, reworkRate, recoveries } = summary(deployments)
  return { changeFailRate: failRate, reworkRate, recoveryMedianMs: quantile(recoveries, 0.5) }
}

interface Summary {
  readonly deployments: number
  readonly failed: number
  readonly unplanned: number
  readonly failRate: number | null
  readonly reworkRate: number | null
  /** Ascending, ms. */
  readonly recoveries: Float64Array
}

function summary(deployments: readonly Judged[]): Summary {
  const failed = deployments.filter(deployment => deployment.failed)
  const unplanned = deployments.filter(deployment => deployment.unplanned).length
  const recoveries = failed.flatMap(({ restoredAt, finishedAt }) =>
    restoredAt === null ? [] : restoredAt - finishedAt,
  )
  const rate = (count: number) => (deployments.length === 0 ? null : count / deployments.length)
  return {
    deployments: deployments.length,
    failed: failed.length,
    unplanned,
    failRate: rate(failed.length),
    reworkRate: rate(unplanned),
    recoveries: Float64Array.from(recoveries).sort(),
  }
}

function noRecovery({ failed, recoveries }: Summary): NoData | null {
  if (failed === 0) return 'no_failed_deployments'
  return recoveries.length === 0 ? 'no_recovered_deployments' : null
}

function durations(incidents: readonly PeriodIncident[]): RecoveryTime['incidents'] {
  const known = incidents.flatMap(({ beganAt, endedAt }) =>
    endedAt === null || endedAt < beganAt ? [] : endedAt - beganAt,
  )
  return {
    count: incidents.length,
    resolved: known.length,
    medianMs: quantile(Float64Array.from(known).sort(), 0.5),
    withoutDeployment: incidents.filter(({ hasDeployment }) => !hasDeployment).length,
  }
}
