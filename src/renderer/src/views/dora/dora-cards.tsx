import { SegmentedControl } from '@mantine/core'
import { Fragment, useState } from 'react'
import type { DoraMetric } from '../../../../shared/delivery/levels.ts'
import type { DoraMetrics } from '../../../../shared/model/metrics.ts'
import { useRequest } from '../../api/use-request.ts'
import { RequestState } from '../../components/request-state.tsx'
import { formatCount } from '../../format/number.ts'
import type { CardContext } from '../overview/cards/card-context.ts'
import { CardSkeleton } from '../overview/cards/card-skeleton.tsx'
import { FrequencyCard } from '../overview/cards/frequency-card.tsx'
import { LeadTimeCard } from '../overview/cards/lead-time-card.tsx'
import { useAnswered } from '../overview/use-answered.ts'
import { type Benchmark, benchmarks, isBenchmark, standing } from './benchmark.ts'
import { ChangeFailCard } from './cards/change-fail-card.tsx'
import { RecoveryCard } from './cards/recovery-card.tsx'
import { ReworkCard } from './cards/rework-card.tsx'
import classes from './dora.module.css'
import { LeadTimeStartChoice } from './lead-time-start-choice.tsx'
import { StagesPanel } from './stages-panel.tsx'
import { StandingBadge } from './standing-badge.tsx'

export type DoraCardsProps = Omit<CardContext, 'stale' | 'chartHeight'>

const chartHeight = 150

const cards = [
  { metric: 'deploymentFrequency', title: 'Deployment frequency', Card: FrequencyCard },
  { metric: 'leadTime', title: 'Change lead time', Card: LeadTimeCard },
  { metric: 'changeFailRate', title: 'Change fail rate', Card: ChangeFailCard },
  { metric: 'recoveryTime', title: 'Failed deployment recovery time', Card: RecoveryCard },
  { metric: 'reworkRate', title: 'Deployment rework rate', Card: ReworkCard },
] as const satisfies readonly { readonly metric: DoraMetric; readonly title: string; readonly Card: unknown }[]

/** The five metrics with how they stand by the benchmark chosen, and the stages of the lead time. */
export function DoraCards(props: DoraCardsProps) {
  const [benchmark, setBenchmark] = useState<Benchmark>('2023')
  const request = useRequest('metrics.dora', props.chosen.filter, { keepPrevious: true })
  const chosen = useAnswered(props.chosen, request)
  const context: CardContext = { ...props, chosen, stale: request.isPlaceholderData, chartHeight }
  const periodMs = chosen.filter.to - chosen.filter.from
  return (
    <RequestState
      request={request}
      noun="delivery metrics"
      loading={
        <div className={classes['cards']}>
          {cards.map(({ metric, title }) => (
            <Fragment key={metric}>
              <CardSkeleton title={title} chartHeight={chartHeight} headline />
              {metric === 'leadTime' && (
                <CardSkeleton title="Stages of the lead time" chartHeight={chartHeight} headline />
              )}
            </Fragment>
          ))}
        </div>
      }
    >
      {dora => (
        <>
          <div className={classes['bar']}>
            <SegmentedControl
              size="xs"
              aria-label="Benchmark"
              data={[...benchmarks]}
              value={benchmark}
              onChange={value => isBenchmark(value) && setBenchmark(value)}
            />
            <LeadTimeStartChoice />
            <p>{benchmarkNote(benchmark, dora)}</p>
          </div>
          <div className={classes['cards']}>
            {cards.map(({ metric, Card }) => (
              <Fragment key={metric}>
                <Card
                  dora={dora}
                  context={context}
                  badge={<StandingBadge standing={standing(metric, dora, periodMs, benchmark)} />}
                />
                {metric === 'leadTime' && <StagesPanel stages={dora.stages} />}
              </Fragment>
            ))}
          </div>
        </>
      )}
    </RequestState>
  )
}

/** A repository without services is one itself. */
function benchmarkNote(benchmark: Benchmark, { services, repositories }: DoraMetrics): string {
  const noun = services === repositories ? 'repositories' : 'services'
  const together =
    services > 1 ? ` They are meant for one service; these numbers put ${formatCount(services)} ${noun} together.` : ''
  switch (benchmark) {
    case '2023':
      return `Levels of the 2023 report; it has none for rework.${together}`
    case '2024':
      return 'The 2024 report’s change fail rates do not ascend with the level: a reference, nothing is classified by them.'
    case '2025':
      return `Scores of the 2025 Quick Check, 0 to 10.${together}`
  }
}
