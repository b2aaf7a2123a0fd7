import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { CardSkeleton } from '../../overview/cards/card-skeleton.tsx'
import classes from '../flow-metrics.module.css'
import type { FlowPageProps } from '../flow-page-props.ts'
import { useFlowContext } from '../use-flow-context.ts'
import { useFlowHeights } from '../use-flow-heights.ts'
import { CumulativeCard } from './cumulative-card.tsx'
import { EfficiencyCard } from './efficiency-card.tsx'
import { ReturnsCard } from './returns-card.tsx'
import { StepsCard } from './steps-card.tsx'

/** Where does it wait: flow efficiency, time in each step, moves back, and how many were in each step over time. */
export function WaitingPage(props: FlowPageProps) {
  const heights = useFlowHeights()
  const steps = useRequest('flowMetrics.steps', props.chosen.filter, { keepPrevious: true })
  const cumulative = useRequest('flowMetrics.cumulative', props.chosen.filter, { keepPrevious: true })
  const waited = useFlowContext(props, steps, null)
  const counted = useFlowContext(props, cumulative, null)
  return (
    <div className={classes['body']}>
      <RequestState
        request={steps}
        noun="time in steps"
        loading={<CardSkeleton title="Flow efficiency" chartHeight={heights.main} headline />}
      >
        {answer => (
          <>
            <EfficiencyCard answer={answer} context={waited} />
            {answer.noData === null && (
              <div className={classes['uneven']}>
                <StepsCard answer={answer} context={waited} />
                <ReturnsCard answer={answer} context={waited} />
              </div>
            )}
          </>
        )}
      </RequestState>
      <RequestState
        request={cumulative}
        noun="cumulative flow"
        loading={<CardSkeleton title="Cumulative flow" chartHeight={heights.main} headline={false} />}
      >
        {answer => <CumulativeCard answer={answer} context={counted} height={heights.main} />}
      </RequestState>
    </div>
  )
}
