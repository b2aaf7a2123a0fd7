import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { useFlowChoices } from '../../../stores/flow-filter.ts'
import { CardSkeleton } from '../../overview/cards/card-skeleton.tsx'
import classes from '../flow-metrics.module.css'
import type { FlowPageProps } from '../flow-page-props.ts'
import { useFlowContext } from '../use-flow-context.ts'
import { useFlowHeights } from '../use-flow-heights.ts'
import { SpreadCard } from './spread-card.tsx'
import { ThroughputCard } from './throughput-card.tsx'
import { TimeCard } from './time-card.tsx'
import { TrendCard } from './trend-card.tsx'

/** How long does work take: cycle or lead time of every finished item, its trend, its distribution, and the throughput. */
export function TimePage(props: FlowPageProps) {
  const { chosen } = props
  const { timeOf } = useFlowChoices()
  const heights = useFlowHeights()
  const times = useRequest('flowMetrics.cycleTime', { filter: chosen.filter, of: timeOf }, { keepPrevious: true })
  const throughput = useRequest('flowMetrics.throughput', chosen.filter, { keepPrevious: true })
  const asked = useFlowContext(props, times, timeOf)
  const counted = useFlowContext(props, throughput, null)
  return (
    <div className={classes['body']}>
      <RequestState
        request={times}
        noun="times"
        loading={<CardSkeleton title="Cycle time" chartHeight={heights.main} headline />}
      >
        {answer => (
          <>
            <TimeCard answer={answer} of={asked.question ?? 'cycle'} context={asked} height={heights.main} />
            {answer.noData === null && (
              <div className={classes['pair']}>
                <TrendCard answer={answer} of={asked.question ?? 'cycle'} context={asked} height={heights.half} />
                <SpreadCard answer={answer} of={asked.question ?? 'cycle'} context={asked} height={heights.half} />
              </div>
            )}
          </>
        )}
      </RequestState>
      <RequestState
        request={throughput}
        noun="throughput"
        loading={<CardSkeleton title="Throughput" chartHeight={heights.half} headline />}
      >
        {answer => <ThroughputCard answer={answer} context={counted} height={heights.half} />}
      </RequestState>
    </div>
  )
}
