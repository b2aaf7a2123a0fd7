import type { CommitItem } from '../../../../../shared/model/commit-activity.ts'
import type { DeploymentId } from '../../../../../shared/model/ids.ts'
import type { Incident, IncidentListInput } from '../../../../../shared/model/incidents.ts'
import type { ChangeItem, DeploymentItem, MetricsFilter } from '../../../../../shared/model/metrics.ts'
import { useRequest } from '../../../api/use-request.ts'
import { type RowSource, useRowSource, useRowWindows } from '../../../components/item-table/row-source.ts'

/** Rows on demand, and the request whose state stands for all of them. */
export interface ItemPages<Row> {
  readonly source: RowSource<Row>
  readonly error: Error | null
  readonly retry: () => void
}

interface Answer {
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

const pages = <Row>(source: RowSource<Row>, first: Answer, second: Answer): ItemPages<Row> => ({
  source,
  error: first.error ?? second.error,
  retry: () => void Promise.all([first.refetch(), second.refetch()]),
})

/** The deployments of a filter: all, the failed or the unplanned ones. */
export function useDeploymentPages(
  filter: MetricsFilter,
  only: 'all' | 'failed' | 'unplanned',
): ItemPages<DeploymentItem> {
  const windows = useRowWindows()
  const first = useRequest('metrics.deployments', { filter, only, page: windows.first })
  const second = useRequest('metrics.deployments', { filter, only, page: windows.second })
  return pages(useRowSource(windows, first, second), first, second)
}

/** The incidents that began in a filter's period. */
export function useIncidentPages(filter: MetricsFilter, only: IncidentListInput['only']): ItemPages<Incident> {
  const windows = useRowWindows()
  const first = useRequest('incidents.list', { filter, only, page: windows.first })
  const second = useRequest('incidents.list', { filter, only, page: windows.second })
  return pages(useRowSource(windows, first, second), first, second)
}

/** The changes of a filter, or of one deployment in it. */
export function useChangePages(filter: MetricsFilter, deploymentId: DeploymentId | null): ItemPages<ChangeItem> {
  const windows = useRowWindows()
  const first = useRequest('metrics.changes', { filter, deploymentId, page: windows.first })
  const second = useRequest('metrics.changes', { filter, deploymentId, page: windows.second })
  return pages(useRowSource(windows, first, second), first, second)
}

/** The commits of a filter. */
export function useCommitPages(filter: MetricsFilter): ItemPages<CommitItem> {
  const windows = useRowWindows()
  const first = useRequest('metrics.commits', { filter, page: windows.first })
  const second = useRequest('metrics.commits', { filter, page: windows.second })
  return pages(useRowSource(windows, first, second), first, second)
}
