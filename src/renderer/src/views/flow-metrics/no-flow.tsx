import { Button } from '@mantine/core'
import { IconChartDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useJobs } from '../../api/use-jobs.ts'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { RequestState } from '../../components/request-state.tsx'

/** Before any issue is in a flow: leads to a Jira connection, to its first sync, or to the mapping that leaves all issues out. */
export function NoFlow() {
  const connections = useRequest('connections.list', undefined)
  const syncing = useJobs().jobs?.some(job => job.state === 'RUNNING') ?? false
  return (
    <RequestState request={connections} noun="connections">
      {all => {
        const tracker = all.find(({ connectorId }) => connectorId === 'jira')
        if (!tracker) {
          return (
            <Note title="Flow metrics come from issues" to="/connections/new/jira" action="Connect Jira">
              Connect Jira, and Weir shows how long work takes, where it waits, what is ageing and when it will be done.
            </Note>
          )
        }
        if (syncing) {
          return (
            <Note title="The first issues are being read" to="/jobs" action="Watch it">
              Numbers appear here as soon as their histories are there.
            </Note>
          )
        }
        return (
          <Note title="No issue is in a flow yet" to="/jobs" action="Go to the jobs">
            Run the job of “{tracker.name}” to read its issues. If it has run, check in the flow mapping which issue
            types count.
          </Note>
        )
      }}
    </RequestState>
  )
}

interface NoteProps {
  readonly title: string
  readonly to: string
  readonly action: string
  readonly children: ReactNode
}

const Note = ({ title, to, action, children }: NoteProps) => (
  <EmptyNote
    icon={<IconChartDots size={26} aria-hidden />}
    title={title}
    action={
      <Button component={Link} href={to}>
        {action}
      </Button>
    }
  >
    {children}
  </EmptyNote>
)
