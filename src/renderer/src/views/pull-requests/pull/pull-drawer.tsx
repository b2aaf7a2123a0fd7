import { Drawer, Stack } from '@mantine/core'
import type { IssueId, PullRequestId } from '../../../../../shared/model/ids.ts'
import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { PullActivity } from './pull-activity.tsx'
import { PullFacts } from './pull-facts.tsx'
import { PullHead } from './pull-head.tsx'
import { PullStages } from './pull-stages.tsx'

export interface PullDrawerProps {
  /** The pull request that is open; null while none is. */
  readonly pullRequestId: PullRequestId | null
  readonly onIssue: (id: IssueId) => void
  readonly onClose: () => void
}

/** One pull request beside the page: its stages, what it is, who reviewed it, what it shipped with. */
export const PullDrawer = ({ pullRequestId, onIssue, onClose }: PullDrawerProps) => (
  <Drawer
    opened={pullRequestId !== null}
    onClose={onClose}
    title="Pull request"
    size="min(46rem, 100%)"
    closeButtonProps={{ 'aria-label': 'Close the pull request' }}
    // Over another drawer it would be a second banner of the page.
    attributes={{ header: { role: 'presentation' } }}
  >
    {pullRequestId !== null && <Pull pullRequestId={pullRequestId} onIssue={onIssue} />}
  </Drawer>
)

function Pull({
  pullRequestId,
  onIssue,
}: { readonly pullRequestId: PullRequestId } & Pick<PullDrawerProps, 'onIssue'>) {
  const request = useRequest('pullRequests.get', { pullRequestId })
  return (
    <RequestState request={request} noun="the pull request">
      {pull => (
        <Stack gap="lg">
          <PullHead pull={pull} />
          <PullStages pull={pull} />
          <PullFacts pull={pull} onIssue={onIssue} />
          <PullActivity pull={pull} />
        </Stack>
      )}
    </RequestState>
  )
}
