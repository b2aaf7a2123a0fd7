import { Stack } from '@mantine/core'
import { useState } from 'react'
import type { FlowClock } from '../../../../../shared/model/flow-filter.ts'
import type { IssueId, PullRequestId } from '../../../../../shared/model/ids.ts'
import type { PullDetail } from '../../../../../shared/model/pull-detail.ts'
import { useTimeZone } from '../../../api/use-preferences.ts'
import { useRequest } from '../../../api/use-request.ts'
import { DetailDrawer } from '../../../components/detail/detail-drawer.tsx'
import { RequestState } from '../../../components/request-state.tsx'
import { PullActivity } from './pull-activity.tsx'
import { PullFacts } from './pull-facts.tsx'
import { PullHead } from './pull-head.tsx'
import { PullStages } from './pull-stages.tsx'

export interface PullDrawerProps {
  /** The pull request that is open; null while none is. */
  readonly pullRequestId: PullRequestId | null
  /** Another drawer is open over it. */
  readonly isCovered: boolean
  readonly onIssue: (id: IssueId) => void
  readonly onDeployment: (deployment: PullDetail['deployments'][number]) => void
  readonly onClose: () => void
}

/** One pull request beside the page: its stages, what it is, who reviewed it, what it shipped with. */
export function PullDrawer({ pullRequestId, isCovered, onClose, ...links }: PullDrawerProps) {
  const [clock, setClock] = useState<FlowClock>('elapsed')
  return (
    <DetailDrawer title="Pull request" opened={pullRequestId !== null} isCovered={isCovered} onClose={onClose}>
      {pullRequestId !== null && <Pull pullRequestId={pullRequestId} clock={clock} onClock={setClock} {...links} />}
    </DetailDrawer>
  )
}

interface PullProps extends Pick<PullDrawerProps, 'onIssue' | 'onDeployment'> {
  readonly pullRequestId: PullRequestId
  readonly clock: FlowClock
  readonly onClock: (clock: FlowClock) => void
}

function Pull({ pullRequestId, clock, onClock, onIssue, onDeployment }: PullProps) {
  const timeZone = useTimeZone()
  const request = useRequest('pullRequests.get', { pullRequestId, clock, timeZone }, { keepPrevious: true })
  return (
    <RequestState request={request} noun="the pull request">
      {pull => (
        <Stack gap="lg">
          <PullHead pull={pull} />
          <PullStages pull={pull} clock={clock} onClock={onClock} />
          <PullFacts pull={pull} onIssue={onIssue} onDeployment={onDeployment} />
          <PullActivity pull={pull} />
        </Stack>
      )}
    </RequestState>
  )
}
