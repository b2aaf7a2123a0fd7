import { Stack } from '@mantine/core'
import type { BackwardRule, FlowClock } from '../../../../shared/model/flow-filter.ts'
import { IssueId } from '../../../../shared/model/ids.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { DetailDrawer } from '../detail/detail-drawer.tsx'
import { EmptyNote } from '../empty-note.tsx'
import { RequestState } from '../request-state.tsx'
import { IssueChanges } from './issue-changes.tsx'
import { IssueCode } from './issue-code.tsx'
import { IssueFacts } from './issue-facts.tsx'
import { IssueHead } from './issue-head.tsx'
import { IssueTimeline } from './issue-timeline.tsx'
import { IssueWork } from './issue-work.tsx'

export interface IssueDrawerProps {
  /** The issue that is open; null while none is. */
  readonly issueId: number | null
  /** The rule for moving backwards that the screen's numbers are told by. */
  readonly backward?: BackwardRule
  /** The clock they are told by. */
  readonly clock?: FlowClock
  readonly onClose: () => void
}

/** One issue beside any page: its way through the flow, what that makes of its times, what it is, and its history. */
export function IssueDrawer({ issueId, backward = 'keep', clock = 'elapsed', onClose }: IssueDrawerProps) {
  const parsed = IssueId.safeParse(issueId)
  return (
    <DetailDrawer title="Issue" opened={issueId !== null} onClose={onClose}>
      {parsed.success && <Issue issueId={parsed.data} backward={backward} clock={clock} />}
      {issueId !== null && !parsed.success && <EmptyNote title="There is no such issue" />}
    </DetailDrawer>
  )
}

interface IssueProps {
  readonly issueId: IssueId
  readonly backward: BackwardRule
  readonly clock: FlowClock
}

function Issue({ issueId, backward, clock }: IssueProps) {
  const timeZone = useTimeZone()
  const request = useRequest('issues.get', { issueId, backward, clock, timeZone })
  return (
    <RequestState request={request} noun="the issue">
      {issue => (
        <Stack gap="lg">
          <IssueHead issue={issue} />
          <IssueWork issue={issue} backward={backward} clock={clock} />
          <IssueTimeline issue={issue} clock={clock} />
          <IssueFacts issue={issue} />
          <IssueCode issueId={issueId} />
          <IssueChanges issue={issue} />
        </Stack>
      )}
    </RequestState>
  )
}
