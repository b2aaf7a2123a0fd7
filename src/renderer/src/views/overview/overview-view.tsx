import { useMemo } from 'react'
import { useJobs } from '../../api/use-jobs.ts'
import { useRequest } from '../../api/use-request.ts'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { FilterBar } from './filters/filter-bar.tsx'
import { NoRepositories } from './no-repositories.tsx'
import { OverviewBody } from './overview-body.tsx'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { spanText } from './period-text.ts'
import { useMetricsFilter } from './use-metrics-filter.ts'

/** How the team delivers: deployment frequency, lead time and commits of a period. */
export function OverviewView() {
  const request = useRequest('repositories.list', undefined)
  const repositories = useMemo(() => request.data?.filter(each => each.active), [request.data])
  const chosen = useMetricsFilter(repositories)
  const syncing = useJobs().jobs?.some(job => job.state === 'RUNNING') ?? false
  const isEmpty = repositories?.length === 0
  return (
    <Page
      title="Overview"
      {...(!isEmpty && {
        description: `${spanText(chosen.filter)} · ${chosen.filter.timeZone}`,
        actions: <FilterBar chosen={chosen} repositories={repositories ?? []} />,
      })}
    >
      <RequestState request={request} noun="repositories" loading={<OverviewSkeleton />}>
        {() =>
          isEmpty ? (
            <NoRepositories syncing={syncing} />
          ) : (
            <OverviewBody chosen={chosen} repositories={repositories ?? []} syncing={syncing} />
          )
        }
      </RequestState>
    </Page>
  )
}
