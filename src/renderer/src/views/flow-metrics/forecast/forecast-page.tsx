import { useState } from 'react'
import { Temporal } from 'temporal-polyfill'
import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { useNow } from '../../../components/use-now.ts'
import { dayAt } from '../../../format/period.ts'
import { useFlowChoices } from '../../../stores/flow-filter.ts'
import { CardSkeleton } from '../../overview/cards/card-skeleton.tsx'
import { FlowNoDataNote } from '../cards/flow-no-data-note.tsx'
import classes from '../flow-metrics.module.css'
import type { FlowPageProps } from '../flow-page-props.ts'
import { useFlowContext } from '../use-flow-context.ts'
import { useFlowHeights } from '../use-flow-heights.ts'
import { BacktestCard } from './backtest-card.tsx'
import { HowManyCard } from './how-many-card.tsx'
import { SampleBar } from './sample-bar.tsx'
import { WhenCard } from './when-card.tsx'

/** When will it be done, and how many by a date: forecasts from the days before, and how well such forecasts have held. */
export function ForecastPage(props: FlowPageProps) {
  const { filter } = props.chosen
  const heights = useFlowHeights()
  const { historyDays } = useFlowChoices()
  const today = dayAt(useNow(60_000), filter.timeZone)
  const [items, setItems] = useState<number | null>(null)
  const [chosenDay, setDay] = useState<string | null>(null)
  const by = chosenDay ?? Temporal.PlainDate.from(today).add({ days: 30 }).toString()
  const request = useRequest('flowMetrics.forecast', { filter, historyDays, items, by }, { keepPrevious: true })
  const context = useFlowContext(props, request, null)
  return (
    <div className={classes['body']}>
      <RequestState
        request={request}
        noun="the forecast"
        loading={<CardSkeleton title="When will it be done?" chartHeight={heights.half} headline />}
      >
        {answer => (
          <>
            <SampleBar answer={answer} context={context} historyDays={historyDays} />
            {answer.noData === null ? (
              <>
                <div className={classes['pair']}>
                  <WhenCard answer={answer} context={context} height={heights.half} items={items} onItems={setItems} />
                  <HowManyCard
                    answer={answer}
                    context={context}
                    height={heights.half}
                    by={by}
                    earliest={Temporal.PlainDate.from(today).add({ days: 1 }).toString()}
                    onBy={setDay}
                  />
                </div>
                <BacktestCard answer={answer} context={context} height={heights.half} />
              </>
            ) : (
              <FlowNoDataNote reason={answer.noData} onRemedy={context.onRemedy} height={heights.main} />
            )}
          </>
        )}
      </RequestState>
    </div>
  )
}
