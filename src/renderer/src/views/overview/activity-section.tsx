import { useRequest } from '../../api/use-request.ts'
import { RequestState } from '../../components/request-state.tsx'
import { ActivityCard } from './cards/activity-card.tsx'
import { CardSkeleton } from './cards/card-skeleton.tsx'
import type { CardsProps } from './delivery-cards.tsx'
import { useAnswered } from './use-answered.ts'

/** The commits of the period. */
export function ActivitySection(props: CardsProps) {
  const request = useRequest('metrics.activity', props.chosen.filter, { keepPrevious: true })
  const chosen = useAnswered(props.chosen, request)
  return (
    <RequestState
      request={request}
      noun="commit activity"
      loading={<CardSkeleton title="Commit activity" chartHeight={props.chartHeight} headline={false} />}
    >
      {activity => (
        <ActivityCard activity={activity} context={{ ...props, chosen, stale: request.isPlaceholderData }} />
      )}
    </RequestState>
  )
}
