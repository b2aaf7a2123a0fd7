import { Button } from '@mantine/core'
import { IconGitCommit, IconProgress } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { FirstStart as NothingConnected } from '../connections/first-start.tsx'

/** Before there is any repository: leads to the first connection, or to the sync that fills it. */
export function NoRepositories({ syncing }: { readonly syncing: boolean }) {
  const connections = useRequest('connections.list', undefined)
  return (
    <RequestState request={connections} noun="connections">
      {all => {
        if (all.length === 0) return <NothingConnected />
        const synced = all.some(({ lastSyncStatus }) => lastSyncStatus === 'finished')
        return synced && !syncing ? (
          <NoCode issues={all.some(({ connectorId }) => connectorId === 'jira')} />
        ) : (
          <NothingSynced syncing={syncing} />
        )
      }}
    </RequestState>
  )
}

/** What is synced has no history of code. */
const NoCode = ({ issues }: { readonly issues: boolean }) => (
  <EmptyNote
    icon={<IconGitCommit size={26} aria-hidden />}
    title="No repositories yet"
    action={
      <>
        <Button component={Link} href="/connections/new/git">
          Add repositories
        </Button>
        <Button component={Link} href="/connections/new/github" variant="default">
          Connect GitHub
        </Button>
        {issues && (
          <Button component={Link} href="/flow-metrics" variant="default">
            Open the flow metrics
          </Button>
        )}
      </>
    }
  >
    Deployments, lead times and commits are read from Git repositories and GitHub. Add those of your teams to see them
    here.{issues && ' How your issues flow is under Flow metrics already.'}
  </EmptyNote>
)

const NothingSynced = ({ syncing }: { readonly syncing: boolean }) => (
  <EmptyNote
    icon={<IconProgress size={26} aria-hidden />}
    title={syncing ? 'The first sync is running' : 'Nothing has been synced yet'}
    action={
      <Button component={Link} href="/jobs" variant={syncing ? 'default' : 'filled'}>
        {syncing ? 'Watch it' : 'Go to the jobs'}
      </Button>
    }
  >
    {syncing
      ? 'Numbers appear here as soon as the first commits have been read.'
      : 'Run the connection’s job to read its repositories.'}
  </EmptyNote>
)
