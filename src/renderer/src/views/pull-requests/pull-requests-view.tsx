import { useMemo, useState } from 'react'
import type { IssueId, PullRequestId } from '../../../../shared/model/ids.ts'
import type { PullDetail } from '../../../../shared/model/pull-detail.ts'
import { useRequest } from '../../api/use-request.ts'
import { IssueDrawer } from '../../components/issue-drawer/issue-drawer.tsx'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { FilterBar } from '../overview/filters/filter-bar.tsx'
import { ItemsDrawer } from '../overview/items/items-drawer.tsx'
import { spanText } from '../overview/period-text.ts'
import { useAnswered } from '../overview/use-answered.ts'
import { useMetricsFilter } from '../overview/use-metrics-filter.ts'
import { PullsDrawer } from './items/pulls-drawer.tsx'
import { NoPulls } from './no-pulls.tsx'
import { PullDrawer } from './pull/pull-drawer.tsx'
import type { PullListing } from './pull-context.ts'
import { PullsBody } from './pulls-body.tsx'
import { PullsSkeleton } from './pulls-skeleton.tsx'
import { usePullRemedy } from './use-pull-remedy.ts'

/** How pull requests are reviewed and merged, and what waits. */
export function PullRequestsView() {
  const all = useRequest('repositories.list', undefined)
  const repositories = useMemo(() => all.data?.filter(each => each.active), [all.data])
  const teams = useRequest('teams.list', undefined).data
  const services = useRequest('services.list', {}).data
  const asked = useMetricsFilter(repositories, teams, services)
  const request = useRequest('pullRequests.metrics', asked.filter, { keepPrevious: true })
  const chosen = useAnswered(asked, request)
  const [listing, setListing] = useState<PullListing | null>(null)
  const [pull, setPull] = useState<PullRequestId | null>(null)
  const [issue, setIssue] = useState<IssueId | null>(null)
  const [deployment, setDeployment] = useState<PullDetail['deployments'][number] | null>(null)
  const onRemedy = usePullRemedy()
  const { noData, throughput } = request.data ?? {}
  const isEmpty = noData === 'no_pull_requests' || (noData === 'no_repositories' && repositories?.length === 0)
  const { repositoryIds, serviceIds, teamId } = asked.filter
  const isNarrowed = Boolean(repositoryIds ?? serviceIds ?? teamId)
  const team = teams?.find(({ id }) => id === chosen.filter.teamId)
  const isBlank = isEmpty && !isNarrowed && throughput !== undefined
  return (
    <Page
      title="Pull requests"
      {...(!isBlank && {
        description: [spanText(chosen.filter), chosen.filter.timeZone, team?.name].filter(Boolean).join(' · '),
        actions: (
          <FilterBar
            chosen={asked}
            repositories={repositories ?? []}
            teams={teams ?? []}
            botsLabel="Count pull requests and reviews of bots"
          />
        ),
      })}
    >
      <RequestState request={request} noun="pull requests" loading={<PullsSkeleton />}>
        {answer =>
          isBlank ? (
            <NoPulls />
          ) : (
            <PullsBody
              answer={answer}
              chosen={chosen}
              stale={request.isPlaceholderData}
              repositories={repositories ?? []}
              teamName={team?.name ?? null}
              onList={setListing}
              onPull={setPull}
              onRemedy={onRemedy}
            />
          )
        }
      </RequestState>
      <PullsDrawer listing={listing} isCovered={pull !== null} onPull={setPull} onClose={() => setListing(null)} />
      <PullDrawer
        pullRequestId={pull}
        isCovered={issue !== null || deployment !== null}
        onIssue={setIssue}
        onDeployment={setDeployment}
        onClose={() => setPull(null)}
      />
      <IssueDrawer issueId={issue} onClose={() => setIssue(null)} />
      <ItemsDrawer
        list={
          deployment && {
            kind: 'deployment',
            title: deployment.name,
            deploymentId: deployment.id,
            filter: { ...asked.filter, repositoryIds: null, serviceIds: null, teamId: null },
          }
        }
        several={false}
        isOver
        onClose={() => setDeployment(null)}
      />
    </Page>
  )
}
