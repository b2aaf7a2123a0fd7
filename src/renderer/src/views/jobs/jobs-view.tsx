import { Stack } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useJobs } from '../../api/use-jobs.ts'
import { useOrchestrator } from '../../api/use-orchestrator.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { AddButtons } from '../connections/add-buttons.tsx'
import { HeldBanner } from './head/held-banner.tsx'
import { OrchestratorHead } from './head/orchestrator-head.tsx'
import { JobCard } from './job-card.tsx'
import { QueuePanel } from './queue/queue-panel.tsx'
import { RunDrawer } from './run-drawer.tsx'
import { RunHistory } from './run-history.tsx'
import { inWorkingOrder } from './working-order.ts'

/** Every job with its controls, and the runs so far. `runId` is the run that is open beside them. */
export function JobsView({ runId }: { readonly runId: number | null }) {
  const { request, jobs = [] } = useJobs()
  const status = useOrchestrator()
  const [, navigate] = useLocation()
  return (
    <Page
      title="Jobs"
      description="One job runs at a time; the others wait in the queue."
      actions={status && jobs.length > 0 && <OrchestratorHead status={status} jobs={jobs} />}
    >
      <RequestState request={request} noun="jobs">
        {() =>
          jobs.length === 0 ? (
            <NoJobs />
          ) : (
            <Stack gap="lg">
              {status?.held && <HeldBanner />}
              {status && <QueuePanel status={status} jobs={jobs} />}
              <Stack gap="sm">
                {inWorkingOrder(jobs).map(job => (
                  <JobCard key={job.id} job={job} />
                ))}
              </Stack>
              <RunHistory jobs={jobs} />
            </Stack>
          )
        }
      </RequestState>
      <RunDrawer runId={runId} onClose={() => navigate('/jobs')} />
    </Page>
  )
}

function NoJobs() {
  return (
    <EmptyNote icon={<IconProgress size={24} aria-hidden />} title="No jobs yet" action={<AddButtons />}>
      Each connection has one job that syncs it. Add one to get the first.
    </EmptyNote>
  )
}
