import { Drawer, Stack } from '@mantine/core'
import type { BackwardRule } from '../../../../shared/model/flow-filter.ts'
import { IssueId } from '../../../../shared/model/ids.ts'
import { useRequest } from '../../api/use-request.ts'
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
  readonly onClose: () => void
}

/** One issue beside any page: its way through the flow, what that makes of its times, what it is, and its history. */
export function IssueDrawer({ issueId, backward = 'keep', onClose }: IssueDrawerProps) {
  const parsed = IssueId.safeParse(issueId)
  return (
    <Drawer
      opened={issueId !== null}
      onClose={onClose}
      title="Issue"
      size="min(46rem, 100%)"
      closeButtonProps={{ 'aria-label': 'Close the issue' }}
      // Over another drawer it would be a second banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      {parsed.success && <Issue issueId={parsed.data} backward={backward} />}
      {issueId !== null && !parsed.success && <EmptyNote title="There is no such issue" />}
    </Drawer>
  )
}

function Issue({ issueId, backward }: { readonly issueId: IssueId; readonly backward: BackwardRule }) {
  const request = useRequest('issues.get', { issueId, backward })
  return (
    <RequestState request={request} noun="the issue">
      {issue => (
        <Stack gap="lg">
          <IssueHead issue={issue} />
          <IssueWork issue={issue} backward={backward} />
          <IssueTimeline issue={issue} />
          <IssueFacts issue={issue} />
          <IssueCode issueId={issueId} />
          <IssueChanges issue={issue} />
        </Stack>
      )}
    </RequestState>
  )
}
