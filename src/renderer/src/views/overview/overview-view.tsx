import { useMemo } from 'react'
import type { Repository } from '../../../../shared/model/repository.ts'
import type { Team } from '../../../../shared/model/teams.ts'
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
  const teams = useRequest('teams.list', undefined).data
  const services = useRequest('services.list', {}).data
  const chosen = useMetricsFilter(repositories, teams, services)
  const team = teams?.find(({ id }) => id === chosen.filter.teamId)
  const syncing = useJobs().jobs?.some(job => job.state === 'RUNNING') ?? false
  const isEmpty = repositories?.length === 0
  return (
    <Page
      title="Overview"
      {...(!isEmpty && {
        description: [spanText(chosen.filter), chosen.filter.timeZone, chosen.teamText].filter(Boolean).join(' · '),
        actions: <FilterBar chosen={chosen} repositories={repositories ?? []} teams={teams ?? []} />,
      })}
    >
      <RequestState request={request} noun="repositories" loading={<OverviewSkeleton />}>
        {() =>
          isEmpty ? (
            <NoRepositories syncing={syncing} />
          ) : (
            <OverviewBody chosen={chosen} repositories={ofTeam(repositories ?? [], team)} syncing={syncing} />
          )
        }
      </RequestState>
    </Page>
  )
}

/** What a team narrows the repositories to, as the queries do. */
const ofTeam = (repositories: readonly Repository[], team: Team | undefined): readonly Repository[] =>
  team && team.repositoryIds.length > 0
    ? repositories.filter(({ id }) => team.repositoryIds.includes(id))
    : repositories
