import { useCallback, useMemo } from 'react'
import type { PullRequestId } from '../../../../shared/model/ids.ts'
import type { PullMetrics } from '../../../../shared/model/pull-requests.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import { LoadCard } from './cards/load-card.tsx'
import { NumberCard } from './cards/number-card.tsx'
import { OpenCard } from './cards/open-card.tsx'
import { ShareCard } from './cards/share-card.tsx'
import { ThroughputCard } from './cards/throughput-card.tsx'
import { TimeCard } from './cards/time-card.tsx'
import type { PullContext, PullListing } from './pull-context.ts'
import classes from './pull-requests.module.css'
import { ServiceNote } from './service-note.tsx'
import { usePullHeights } from './use-pull-heights.ts'

export interface PullsBodyProps extends Omit<PullContext, 'onOpen'> {
  readonly answer: PullMetrics
  /** The active ones. */
  readonly repositories: readonly Repository[]
  readonly onList: (listing: PullListing) => void
  readonly onPull: (id: PullRequestId) => void
}

/** All numbers of the chosen period, what is open now, and who reviews. */
export function PullsBody({ answer, repositories, onList, onPull, chosen, stale, teamName, onRemedy }: PullsBodyProps) {
  const heights = usePullHeights()
  const onOpen = useCallback<PullContext['onOpen']>(
    listing => onList({ filter: chosen.filter, ...listing }),
    [onList, chosen.filter],
  )
  const context = useMemo(
    () => ({ chosen, stale, teamName, onOpen, onRemedy }),
    [chosen, stale, teamName, onOpen, onRemedy],
  )
  return (
    <div className={classes['body']}>
      <ServiceNote untold={answer.untold} context={context} repositories={repositories} />
      <div className={classes['three']}>
        <TimeCard of="firstReview" answer={answer.firstReview} context={context} height={heights.main} />
        <TimeCard of="review" answer={answer.review} context={context} height={heights.main} />
        <TimeCard of="merge" answer={answer.merge} context={context} height={heights.main} />
      </div>
      <div className={classes['three']}>
        <ThroughputCard answer={answer.throughput} context={context} height={heights.small} />
        <NumberCard of="lines" answer={answer.lines} context={context} height={heights.small} />
        <NumberCard of="files" answer={answer.files} context={context} height={heights.small} />
      </div>
      <OpenCard answer={answer.open} context={context} onPull={onPull} />
      <LoadCard context={context} />
      <div className={classes['pair']}>
        <NumberCard of="rounds" answer={answer.rounds} context={context} height={heights.small} />
        <NumberCard of="comments" answer={answer.comments} context={context} height={heights.small} />
        <ShareCard of="withoutReview" answer={answer.withoutReview} context={context} height={heights.small} />
        <ShareCard of="byBots" answer={answer.byBots} context={context} height={heights.small} />
      </div>
    </div>
  )
}
