import { type ReactNode, useMemo } from 'react'
import type { NoData } from '../../../../../shared/model/metrics.ts'
import { BarChart } from '../../../charts/bar-chart.tsx'
import { chartMarks, type Span } from '../../../charts/chart-mark.ts'
import { formatNoun, formatShare } from '../../../format/number.ts'
import type { CardContext } from '../../overview/cards/card-context.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { Definition } from '../../overview/cards/definition.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { filterFacts } from '../../overview/cards/filter-facts.ts'
import { MetricCard } from '../../overview/cards/metric-card.tsx'
import { compare } from '../../overview/comparison.ts'
import { within } from '../../overview/items/item-list.ts'

interface RateBucket extends Span {
  readonly deployments: number
  readonly counted: number
}

export interface RateCardProps {
  readonly title: string
  /** Which deployments are counted: `failed`, `unplanned`. */
  readonly only: 'failed' | 'unplanned'
  readonly rate: number | null
  readonly counted: number
  readonly deployments: number
  readonly before: number | null
  readonly buckets: readonly RateBucket[]
  readonly noData: NoData | null
  readonly color: string
  readonly badge: ReactNode
  readonly context: CardContext
  /** The rule by which the number is made. */
  readonly children: ReactNode
}

const wording = { up: 'more', down: 'less', good: 'down' } as const

/** A share of the deployments: its number, how it stands, and the deployments counted in each bucket. */
export function RateCard(props: RateCardProps) {
  const { title, only, rate, counted, deployments, before, buckets, noData, color, badge, context, children } = props
  const { filter, period } = context.chosen
  const marks = useMemo(
    () =>
      chartMarks(buckets, filter, bucket => ({
        value: bucket.counted,
        text: `${bucket.counted} of ${formatNoun(bucket.deployments, 'deployment')} ${only}`,
        facts: [
          {
            name: title,
            value: bucket.deployments === 0 ? '–' : formatShare(bucket.counted / bucket.deployments),
          },
        ],
        openable: bucket.counted > 0,
      })),
    [buckets, filter, title, only],
  )
  const name = only === 'failed' ? 'Failed deployments' : 'Unplanned deployments'
  const openAll = () => context.onOpen({ kind: 'deployments', only, title: name, filter })
  const openOf = () => context.onOpen({ kind: 'deployments', title: 'Deployments', filter })
  return (
    <MetricCard
      title={title}
      badge={badge}
      context={context}
      definition={
        <Definition
          metric={title.toLowerCase()}
          facts={[...filterFacts(context.chosen), ['Made from', formatNoun(deployments, 'deployment')]]}
        >
          {children}
        </Definition>
      }
      figure={rate === null ? null : formatShare(rate)}
      unit={`of deployments ${only}`}
      onOpen={openAll}
      facts={
        rate !== null && (
          <>
            <ComparisonMark
              comparison={compare(rate, before, wording, formatShare)}
              before={before === null ? null : formatShare(before)}
              days={period.days}
            />
            <p>
              <FigureButton onOpen={openAll} label={`${counted} ${only}`}>
                {counted}
              </FigureButton>{' '}
              of <FigureButton onOpen={openOf}>{formatNoun(deployments, 'deployment')}</FigureButton>
            </p>
          </>
        )
      }
      noData={noData}
      chart={
        <BarChart
          name={`${name} per ${filter.bucket}`}
          marks={marks}
          bucket={filter.bucket}
          timeZone={filter.timeZone}
          height={context.chartHeight}
          color={color}
          onOpen={mark =>
            context.onOpen({
              kind: 'deployments',
              only,
              title: `${name}, ${mark.name}`,
              filter: within(filter, mark),
            })
          }
        />
      }
    />
  )
}
