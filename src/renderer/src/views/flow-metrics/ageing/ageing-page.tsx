import { useState } from 'react'
import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { endOfDay } from '../../../format/period.ts'
import { CardSkeleton } from '../../overview/cards/card-skeleton.tsx'
import classes from '../flow-metrics.module.css'
import type { FlowPageProps } from '../flow-page-props.ts'
import { useFlowContext } from '../use-flow-context.ts'
import { useFlowHeights } from '../use-flow-heights.ts'
import { AgeingCard } from './ageing-card.tsx'
import { WipCard } from './wip-card.tsx'

/** What is ageing: the work in progress now or on a past day, step by step, and how much of it there was over time. */
export function AgeingPage(props: FlowPageProps) {
  const { filter } = props.chosen
  const heights = useFlowHeights()
  const [day, setDay] = useState<string | null>(null)
  const at = day === null ? null : endOfDay(day, filter.timeZone)
  const ageing = useRequest('flowMetrics.ageing', { filter, at }, { keepPrevious: true })
  const wip = useRequest('flowMetrics.wip', filter, { keepPrevious: true })
  const aged = useFlowContext(props, ageing, day)
  const counted = useFlowContext(props, wip, null)
  return (
    <div className={classes['body']}>
      <RequestState
        request={ageing}
        noun="work in progress"
        loading={<CardSkeleton title="Age of work in progress" chartHeight={heights.main} headline />}
      >
        {answer => <AgeingCard answer={answer} context={aged} height={heights.main} day={day} onDay={setDay} />}
      </RequestState>
      <RequestState
        request={wip}
        noun="work in progress over time"
        loading={<CardSkeleton title="Work in progress" chartHeight={heights.half} headline={false} />}
      >
        {answer => <WipCard answer={answer} context={counted} height={heights.half} />}
      </RequestState>
    </div>
  )
}
