import { Button } from '@mantine/core'
import { IconGitPullRequest } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useJobs } from '../../api/use-jobs.ts'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { RequestState } from '../../components/request-state.tsx'

/** Before any pull request is known: leads to a GitHub connection, or to the sync that fills it. */
export function NoPulls() {
  const connections = useRequest('connections.list', undefined)
  const syncing = useJobs().jobs?.some(job => job.state === 'RUNNING') ?? false
  return (
    <RequestState request={connections} noun="connections">
      {all => {
        const host = all.find(({ connectorId }) => connectorId === 'github')
        if (!host) {
          return (
            <Note title="Pull requests come from GitHub" to="/connections/new/github" action="Connect GitHub">
              Connect GitHub, and Weir shows how long pull requests wait, how they are reviewed and what is stale.
            </Note>
          )
        }
        if (syncing) {
          return (
            <Note title="The first pull requests are being read" to="/jobs" action="Watch it">
              Numbers appear here as soon as there are any.
            </Note>
          )
        }
        return (
          <Note title="No pull request is known yet" to="/jobs" action="Go to the jobs">
            Run the job of “{host.name}” to read its pull requests. If it has run, check that its repositories are
            active.
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
    icon={<IconGitPullRequest size={26} aria-hidden />}
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
