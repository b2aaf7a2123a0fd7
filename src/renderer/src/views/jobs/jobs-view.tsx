import { useJobs } from '../../api/use-jobs.ts'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'

export function JobsView({ runId: _ }: { readonly runId: number | null }) {
  const { request } = useJobs()
  return (
    <Page title="Jobs">
      <RequestState request={request} noun="jobs">
        {jobs => jobs.map(job => <p key={job.id}>{job.connectionName}</p>)}
      </RequestState>
    </Page>
  )
}
