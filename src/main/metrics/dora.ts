import type { Database } from 'better-sqlite3'
import type { DoraMetrics, LeadTime, MetricsFilter, NoData } from '../../shared/model/metrics.ts'
import { bucketsOf, type Period } from './calendar.ts'
import { deploymentFrequency, type FrequencyInput, medianDaysPerWeek } from './deployment-frequency.ts'
import { type Deployment, deploymentsIn, firstDeploymentAt } from './deployments.ts'
import { hasIncidentSources, incidentsIn } from './dora/incidents-in-period.ts'
import { stability, stabilityHeadlines } from './dora/stability.ts'
import { stageMedians } from './dora/stage-medians.ts'
import { type LeadTimes, leadTimeReader } from './lead-times.ts'
import { quantile } from './quantile.ts'
import { missingRepositories, type Selection, selectRepositories } from './selection.ts'

/** The five delivery metrics over the period, and their headlines over the equally long period right before it. */
export function dora(db: Database, filter: MetricsFilter): DoraMetrics {
  const buckets = bucketsOf(filter, filter.bucket, filter.timeZone)
  const selection = selectRepositories(db, filter)
  const before: Period = { from: filter.from - (filter.to - filter.from), to: filter.from }
  const readLeadTimes = leadTimeReader(db, selection)

  const firstKnownAt = firstDeploymentAt(db, selection)
  const ofPeopleAlone = selection.authors !== null && firstKnownAt === null ? 'team_shipped_nothing' : null
  const shared = { firstKnownAt, missing: missingRepositories(selection, filter) ?? ofPeopleAlone }
  const deployments = deploymentsIn(db, selection, filter)
  const previous = deploymentsIn(db, selection, before)
  const current: FrequencyInput = { ...shared, finishes: deployments.map(finishedAt) }
  const leadTimes = buckets.map(({ start, end }) => ({
    start,
    end,
    ...readLeadTimes({ from: Math.max(start, filter.from), to: Math.min(end, filter.to) }),
  }))
  return {
    deploymentFrequency: deploymentFrequency(current, filter),
    leadTime: leadTime(leadTimes, deployments, noLeadTimes(current)),
    stages: stageMedians(db, selection, filter),
    ...stability(deployments, buckets, incidentsIn(db, selection, filter), noStability(db, selection, current)),
    repositories: selection.names.size,
    previous: {
      ...before,
      deployments: previous.length,
      medianDaysPerWeek: medianDaysPerWeek({ ...shared, finishes: previous.map(finishedAt) }, before, filter.timeZone),
      leadTimeMedianMs: quantile(readLeadTimes(before).sorted, 0.5),
      ...stabilityHeadlines(previous),
    },
  }
}

/**
 * Change lead time: deployment finished − commit authored, over the changes whose deployment finished in the period. What came
 * with a repository's first known deployment is not attributed, a negative time is no data: both are counted beside it.
 */
function leadTime(
  buckets: readonly (LeadTimes & { readonly start: number; readonly end: number })[],
  deployments: readonly Deployment[],
  noData: NoData | null,
): LeadTime {
  const all = concatenate(buckets.map(bucket => bucket.sorted)).sort()
  return {
    medianMs: quantile(all, 0.5),
    p70Ms: quantile(all, 0.7),
    p85Ms: quantile(all, 0.85),
    p95Ms: quantile(all, 0.95),
    changes: all.length,
    buckets: buckets.map(({ start, end, sorted }) => ({
      start,
      end,
      medianMs: quantile(sorted, 0.5),
      p85Ms: quantile(sorted, 0.85),
      changes: sorted.length,
    })),
    unattributed: sum(deployments.filter(({ first }) => first).map(({ changes }) => changes)),
    negative: sum(buckets.map(({ negative }) => negative)),
    noData: noData ?? (all.length === 0 ? 'no_attributed_changes' : null),
  }
}

function noLeadTimes({ finishes, firstKnownAt, missing }: FrequencyInput): NoData | null {
  if (missing) return missing
  if (firstKnownAt === null) return 'no_deployments'
  return finishes.length === 0 ? 'no_deployments_in_period' : null
}

function noStability(db: Database, selection: Selection, input: FrequencyInput): NoData | null {
  return noLeadTimes(input) ?? (hasIncidentSources(db, selection) ? null : 'no_incident_sources')
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(sum(parts.map(part => part.length)))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

const finishedAt = (deployment: Deployment) => deployment.finishedAt
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
