import { useMemo } from 'react'
import type { RecoveryTime } from '../../../../../shared/model/metrics.ts'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { LineChart } from '../../../charts/line-chart.tsx'
import { durationTicks } from '../../../charts/value-ticks.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import type { DoraCardProps } from '../../overview/cards/card-context.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { Definition } from '../../overview/cards/definition.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { filterFacts } from '../../overview/cards/filter-facts.ts'
import { MetricCard } from '../../overview/cards/metric-card.tsx'
import { compare } from '../../overview/comparison.ts'
import { within } from '../../overview/items/item-list.ts'

const title = 'Failed deployment recovery time'
const wording = { up: 'longer', down: 'shorter', good: 'down' } as const
const formatTick = (ms: number) => (ms === 0 ? '0' : formatDuration(ms))

/** How long it takes from a failed deployment until service is restored, and how long incidents last. */
export function RecoveryCard({ dora, context, badge }: DoraCardProps) {
  const { medianMs, failed, recovered, buckets, incidents, noData } = dora.recoveryTime
  const { filter, period } = context.chosen
  const marks = useMemo(() => chartMarks(buckets, filter, reading), [buckets, filter])
  const openFailed = () => context.onOpen({ kind: 'deployments', only: 'failed', title: 'Failed deployments', filter })
  const before = dora.previous.recoveryMedianMs
  return (
    <MetricCard
      title={title}
      badge={badge}
      context={context}
      definition={
        <Definition
          metric={title.toLowerCase()}
          facts={[
            ...filterFacts(context.chosen),
            ['Made from', formatNoun(recovered, 'restored deployment')],
            [
              'Left out',
              failed > recovered ? `${formatNoun(failed - recovered, 'deployment')} not restored` : 'nothing',
            ],
          ]}
        >
          <p>
            For each failed deployment: <strong>restored − deployment finished</strong>, in elapsed time; the headline
            is the median. Restored is when the last of its incidents was resolved, or when the deployment with the fix
            had finished, as the repository’s rules say.
          </p>
          <p>
            An incident’s duration is resolved − created, over the incidents that began in the period. A revert or
            hotfix ends with its deployment, a failed deployment with the next that succeeds or with one back to an
            earlier commit.
          </p>
        </Definition>
      }
      figure={medianMs === null ? null : formatDuration(medianMs)}
      unit="until restored (median)"
      onOpen={openFailed}
      facts={
        medianMs !== null && (
          <>
            <ComparisonMark
              comparison={compare(medianMs, before, wording, formatDuration)}
              before={before === null ? null : formatDuration(before)}
              days={period.days}
            />
            <p>
              <FigureButton onOpen={openFailed}>{formatNoun(recovered, 'restored deployment')}</FigureButton>
              {' · '}
              <FigureButton onOpen={() => context.onOpen({ kind: 'incidents', title: 'Incidents', filter })}>
                {formatNoun(incidents.count, 'incident')}
              </FigureButton>
              {incidents.medianMs !== null && `, lasting ${formatDuration(incidents.medianMs)}`}
            </p>
          </>
        )
      }
      noData={noData}
      chart={
        <LineChart
          name={`Median recovery time per ${filter.bucket}`}
          marks={marks}
          bucket={filter.bucket}
          timeZone={filter.timeZone}
          height={context.chartHeight}
          color="var(--chart-failures)"
          ticksFor={durationTicks}
          format={formatTick}
          onOpen={mark =>
            context.onOpen({
              kind: 'deployments',
              only: 'failed',
              title: `Failed deployments, ${mark.name}`,
              filter: within(filter, mark),
            })
          }
        />
      }
    />
  )
}

const reading = ({ medianMs, recovered }: RecoveryTime['buckets'][number]) => ({
  value: medianMs,
  text: medianMs === null ? 'no data' : `median ${formatDuration(medianMs)}`,
  facts: [{ name: 'Restored deployments', value: formatCount(recovered) }],
  openable: recovered > 0,
})
