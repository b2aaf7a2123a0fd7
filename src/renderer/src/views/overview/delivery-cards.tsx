import { useRequest } from '../../api/use-request.ts'
import { RequestState } from '../../components/request-state.tsx'
import type { CardContext } from './cards/card-context.ts'
import { CardSkeleton } from './cards/card-skeleton.tsx'
import { FrequencyCard } from './cards/frequency-card.tsx'
import { LeadTimeCard } from './cards/lead-time-card.tsx'
import classes from './overview.module.css'
import { useAnswered } from './use-answered.ts'

export type CardsProps = Omit<CardContext, 'stale'>

/** The two delivery metrics, side by side. */
export function DeliveryCards(props: CardsProps) {
  const request = useRequest('metrics.dora', props.chosen.filter, { keepPrevious: true })
  const chosen = useAnswered(props.chosen, request)
  const context: CardContext = { ...props, chosen, stale: request.isPlaceholderData }
  return (
    <RequestState
      request={request}
      noun="delivery metrics"
      loading={
        <div className={classes['cards']}>
          <CardSkeleton title="Deployment frequency" chartHeight={props.chartHeight} headline />
          <CardSkeleton title="Change lead time" chartHeight={props.chartHeight} headline />
        </div>
      }
    >
      {dora => (
        <div className={classes['cards']}>
          <FrequencyCard dora={dora} context={context} />
          <LeadTimeCard dora={dora} context={context} />
        </div>
      )}
    </RequestState>
  )
}
