import type { Database } from 'better-sqlite3'
import type { DoraMetrics, LeadTime, MetricsFilter, NoData } from '../../shared/model/metrics.ts'
import { bucketsOf, periodBefore } from './calendar.ts'
import { concatenate } from './concatenate.ts'
import { deploymentFrequency, type FrequencyInput, medianDaysPerWeek } from './deployment-frequency.ts'
import { type Deployment, deploymentReader, firstDeploymentAt } from './deployments.ts'
import { hasIncidentSources, incidentsIn } from './dora/incidents-in-period.ts'
import { stability, stabilityHeadlines } from './dora/stability.ts'
import { stageMedians } from './dora/stage-medians.ts'
import { type LeadTimes, leadTimeReader } from './lead-times.ts'
import { selectQuantiles } from './pulls/select-quantiles.ts'
import { countServices, missingRepositories, type Selection, selectRepositories } from './selection.ts'

/** The five delivery metrics over the period, and their headlines over the equally long period right before it. */
export function dora(db: Database, filter: MetricsFilter): DoraMetrics {
  const buckets = bucketsOf(filter, filter.bucket, filter.timeZone)
  const selection = selectRepositories(db, filter)
  const before = periodBefore(filter, filter.timeZone)
  const readLeadTimes = leadTimeReader(db, selection, { from: before.from, to: filter.to }, filter.leadTimeFrom)

  const firstKnownAt = firstDeploymentAt(db, selection)
  const ofPeopleAlone = selection.authors !== null && firstKnownAt === null ? 'team_shipped_nothing' : null
  const shared = { firstKnownAt, missing: missingRepositories(selection, filter) ?? ofPeopleAlone }
  const readDeployments = deploymentReader(db, selection)
  const previous = readDeployments(before)
  const deployments = readDeployments(filter)
  const current: FrequencyInput = { ...shared, finishes: deployments.map(finishedAt) }
  const leadTimes = buckets.map(({ start, end }) => ({
    start,
    end,
    ...readLeadTimes({ from: Math.max(start, filter.from), to: Math.min(end, filter.to) }),
  }))
  const fromIssue = filter.leadTimeFrom === 'in_progress'
  return {
    deploymentFrequency: deploymentFrequency(current, filter),
    leadTime: leadTime(leadTimes, deployments, { fromIssue, noData: noLeadTimes(current) }),
    stages: stageMedians(
      db,
      selection,
      filter,
      fromIssue ? concatenate(leadTimes.map(({ beforeCoding }) => beforeCoding)) : null,
    ),
    ...stability(deployments, buckets, incidentsIn(db, selection, filter), noStability(db, selection, current)),
    repositories: selection.names.size,
    services: countServices(db, selection),
    previous: {
      ...before,
      deployments: previous.length,
      medianDaysPerWeek: medianDaysPerWeek({ ...shared, finishes: previous.map(finishedAt) }, before, filter.timeZone),
      leadTimeMedianMs: selectQuantiles(readLeadTimes(before).known, [0.5])[0] ?? null,
      ...stabilityHeadlines(previous),
    },
  }
}

/**
 * Change lead time: deployment finished − commit authored (or its issue's first step in progress, where the filter says so and that was
 * earlier), over the changes whose deployment finished in the period. What came
 * with a repository's first known deployment is not attributed, a negative time is no data: both are counted beside it.
 */
function leadTime(
  buckets: readonly (LeadTimes & { readonly start: number; readonly end: number })[],
  deployments: readonly Deployment[],
  { fromIssue, noData }: { readonly fromIssue: boolean; readonly noData: NoData | null },
): LeadTime {
  const all = concatenate(buckets.map(bucket => bucket.known))
  const [medianMs = null, p70Ms = null, p85Ms = null, p95Ms = null] = selectQuantiles(all, [0.5, 0.7, 0.85, 0.95])
  return {
    medianMs,
    p70Ms,
    p85Ms,
    p95Ms,
    changes: all.length,
    buckets: buckets.map(({ start, end, known }) => {
      const [medianMs = null, p85Ms = null] = selectQuantiles(known, [0.5, 0.85])
      return { start, end, medianMs, p85Ms, changes: known.length }
    }),
    unattributed: sum(deployments.filter(({ first }) => first).map(({ changes }) => changes)),
    negative: sum(buckets.map(({ negative }) => negative)),
    withoutIssue: fromIssue ? all.length - sum(buckets.map(({ withIssue }) => withIssue)) : null,
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

const finishedAt = (deployment: Deployment) => deployment.finishedAt
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
