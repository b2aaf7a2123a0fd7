import { Button } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { FlowMappingBody } from './flow-mapping-body.tsx'
import { FlowMappingSkeleton } from './flow-mapping-skeleton.tsx'

export const flowMappingTitle = 'Flow mapping'

/** Which step of the flow each status stands for, and which flow each issue type takes. */
export function FlowMappingView() {
  const request = useRequest('flow.get', undefined)
  const { data } = request
  if (data?.inForce) return <FlowMappingBody mapping={data} inForce={data.inForce} request={request} />
  return (
    <Page title={flowMappingTitle}>
      <RequestState request={request} noun="the flow mapping" loading={<FlowMappingSkeleton />}>
        {() => (
          <EmptyNote
            icon={<IconArrowsSplit2 size={26} aria-hidden />}
            title="No issues yet"
            action={
              <Button component={Link} href="/connections">
                Go to the connections
              </Button>
            }
          >
            Weir makes a first mapping from your boards once issues are synced. Connect Jira, or wait for its first sync
            to end.
          </EmptyNote>
        )}
      </RequestState>
    </Page>
  )
}
