import { useMemo } from 'react'
import { BarChart } from '../../../charts/bar-chart.tsx'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { formatDecimal, formatNoun } from '../../../format/number.ts'
import { compare } from '../comparison.ts'
import { within } from '../items/item-list.ts'
import type { DoraCardProps } from './card-context.ts'
import { ComparisonMark } from './comparison-mark.tsx'
import { Definition } from './definition.tsx'
import { FigureButton } from './figure-button.tsx'
import { filterFacts } from './filter-facts.ts'
import { MetricCard } from './metric-card.tsx'

const title = 'Deployment frequency'
const wording = { up: 'more', down: 'fewer', good: 'up' } as const

/** How often is deployed: the median of days with a deployment per week, and the deployments of each bucket. */
export function FrequencyCard({ dora, context, badge }: DoraCardProps) {
  const { deployments, buckets, medianDaysPerWeek, wholeWeeks, noData } = dora.deploymentFrequency
  const { onOpen, chosen } = context
  const { filter, period } = chosen
  const marks = useMemo(
    () =>
      chartMarks(buckets, filter, bucket => ({
        value: bucket.deployments,
        text: formatNoun(bucket.deployments, 'deployment'),
        facts: [],
        openable: bucket.deployments > 0,
      })),
    [buckets, filter],
  )
  const openAll = () => onOpen({ kind: 'deployments', title: 'Deployments', filter })
  const known = noData === null || noData === 'no_whole_week'
  const before = dora.previous.medianDaysPerWeek
  return (
    <MetricCard
      title={title}
      badge={badge}
      context={context}
      definition={
        <Definition
          metric={title.toLowerCase()}
          facts={[
            ...filterFacts(chosen),
            ['Made from', `${formatNoun(deployments, 'deployment')}, ${formatNoun(wholeWeeks, 'whole week')}`],
          ]}
        >
          <p>
            For each whole week of the period, Monday to Sunday: the number of days with at least one deployment. The
            headline is the <strong>median</strong> of these; weeks without a deployment count as 0.
          </p>
          <p>
            A deployment is what each repository’s rule says. Several on one commit count once. The bars count every
            deployment by the time it finished.
          </p>
        </Definition>
      }
      figure={medianDaysPerWeek === null ? null : formatDecimal(medianDaysPerWeek)}
      unit="days with a deployment per week (median)"
      onOpen={openAll}
      facts={
        known && (
          <>
            {medianDaysPerWeek !== null && (
              <ComparisonMark
                comparison={compare(medianDaysPerWeek, before, wording, formatDecimal)}
                before={before === null ? null : formatDecimal(before)}
                days={period.days}
              />
            )}
            <p>
              <FigureButton onOpen={openAll}>{formatNoun(deployments, 'deployment')}</FigureButton> in the period
            </p>
          </>
        )
      }
      noData={deployments === 0 ? noData : null}
      chart={
        <BarChart
          name={`Deployments per ${filter.bucket}`}
          marks={marks}
          bucket={filter.bucket}
          timeZone={filter.timeZone}
          height={context.chartHeight}
          color="var(--chart-deployments)"
          onOpen={mark =>
            onOpen({ kind: 'deployments', title: `Deployments, ${mark.name}`, filter: within(filter, mark) })
          }
        />
      }
    />
  )
}
