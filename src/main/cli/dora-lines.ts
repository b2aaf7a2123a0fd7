import type { DoraMetrics, NoData } from '../../shared/model/metrics.ts'
import { formatCount, formatDuration, formatTable } from './format.ts'
import type { Period } from './period.ts'

const noDataText: Readonly<Record<NoData, string>> = {
  no_repositories: 'no active repository',
  team_without_code: 'the team has neither repositories nor people who commit',
  team_without_commits: 'Git knows nobody of the team',
  team_shipped_nothing: 'no deployment shipped a commit or pull request of the team’s people',
  no_deployments: 'no deployment is known: check the deployment rule of the repositories',
  no_deployments_in_period: 'no deployment in this period',
  no_attributed_changes: 'no change can be told to have shipped in this period',
  no_whole_week: 'no whole week in this period',
  no_commits_in_period: 'no commit in this period',
  no_incident_sources: 'nothing counts as an incident: check the incident rules of the repositories',
  no_failed_deployments: 'no deployment of this period failed',
  no_recovered_deployments: 'no failed deployment of this period has been restored',
}

/** The delivery metrics for reading in a terminal: the headline numbers beside the period before, then each bucket. */
export function doraLines(dora: DoraMetrics, { from, to, timeZone }: Period & { readonly timeZone: string }): string[] {
  const { deploymentFrequency: frequency, leadTime, previous } = dora
  const date = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' })
  const missing = [...new Set([frequency.noData, leadTime.noData])].filter(reason => reason !== null)
  return [
    `${date.format(from)} to ${date.format(to - 1)} (${timeZone}), ${dora.repositories} ${dora.repositories === 1 ? 'repository' : 'repositories'}${together(dora)}`,
    ...missing.map(reason => `No data: ${noDataText[reason]}.`),
    '',
    ...formatTable([
      ['', 'Period', 'Before'],
      ['Deployments', formatCount(frequency.deployments), formatCount(previous.deployments)],
      [
        'Days with a deployment per week, median',
        decimal(frequency.medianDaysPerWeek),
        decimal(previous.medianDaysPerWeek),
      ],
      ['Change lead time, median', formatDuration(leadTime.medianMs), formatDuration(previous.leadTimeMedianMs)],
      ['Change lead time, 70 % within', formatDuration(leadTime.p70Ms)],
      ['Change lead time, 85 % within', formatDuration(leadTime.p85Ms)],
      ['Change lead time, 95 % within', formatDuration(leadTime.p95Ms)],
      ['Change fail rate', percent(dora.changeFailRate.rate), percent(previous.changeFailRate)],
      [
        'Failed deployment recovery time, median',
        formatDuration(dora.recoveryTime.medianMs),
        formatDuration(previous.recoveryMedianMs),
      ],
      ['Deployment rework rate', percent(dora.reworkRate.rate), percent(previous.reworkRate)],
      ['Changes shipped', formatCount(leadTime.changes)],
      ['Left out: shipped with a first known deployment', formatCount(leadTime.unattributed)],
      ['Left out: dated after their deployment', formatCount(leadTime.negative)],
    ]),
    '',
    ...formatTable([
      ['From', 'Deployments', 'Changes', 'Lead time, median', '85 % within'],
      ...frequency.buckets.map(({ start, deployments }) => {
        const lead = leadTime.buckets.find(bucket => bucket.start === start)
        return [
          date.format(start),
          formatCount(deployments),
          formatCount(lead?.changes ?? 0),
          formatDuration(lead?.medianMs ?? null),
          formatDuration(lead?.p85Ms ?? null),
        ]
      }),
    ]),
  ]
}

/** Numbers of several services together say so. */
const together = ({ services, repositories }: DoraMetrics) =>
  services > repositories ? `, ${services} services together` : ''

const percent = (rate: number | null) => (rate === null ? '–' : `${Math.round(rate * 1000) / 10}%`)
const decimal = (value: number | null) => (value === null ? '–' : String(Math.round(value * 10) / 10))
