import { useMemo } from 'react'
import { useJobs } from '../../api/use-jobs.ts'
import { useRequest } from '../../api/use-request.ts'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { FilterBar } from '../overview/filters/filter-bar.tsx'
import { NoRepositories } from '../overview/no-repositories.tsx'
import { OverviewSkeleton } from '../overview/overview-skeleton.tsx'
import { spanText } from '../overview/period-text.ts'
import { useMetricsFilter } from '../overview/use-metrics-filter.ts'
import { codeScope } from '../people/team/team-scope.ts'
import { DoraBody } from './dora-body.tsx'

/** The five DORA metrics of a period, what they are made of, and the rules behind them. */
export function DoraView() {
  const request = useRequest('repositories.list', undefined)
  const repositories = useMemo(() => request.data?.filter(each => each.active), [request.data])
  const teams = useRequest('teams.list', undefined).data
  const services = useRequest('services.list', {}).data
  const chosen = useMetricsFilter(repositories, teams, services)
  const team = teams?.find(({ id }) => id === chosen.filter.teamId)
  const syncing = useJobs().jobs?.some(job => job.state === 'RUNNING') ?? false
  const isEmpty = repositories?.length === 0
  const shown = (repositories ?? []).filter(
    ({ id }) =>
      (chosen.filter.repositoryIds?.includes(id) ?? true) &&
      (!team || team.repositoryIds.length === 0 || team.repositoryIds.includes(id)),
  )
  return (
    <Page
      title="DORA"
      {...(!isEmpty && {
        description: [spanText(chosen.filter), chosen.filter.timeZone, team && `${team.name}: ${codeScope(team)}`]
          .filter(Boolean)
          .join(' · '),
        actions: <FilterBar chosen={chosen} repositories={repositories ?? []} teams={teams ?? []} />,
      })}
    >
      <RequestState request={request} noun="repositories" loading={<OverviewSkeleton />}>
        {() =>
          isEmpty ? (
            <NoRepositories syncing={syncing} />
          ) : (
            <DoraBody chosen={chosen} repositories={shown} syncing={syncing} />
          )
        }
      </RequestState>
    </Page>
  )
}
