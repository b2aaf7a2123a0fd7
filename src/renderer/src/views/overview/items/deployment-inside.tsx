import type { DeploymentId } from '../../../../../shared/model/ids.ts'
import type { Incident } from '../../../../../shared/model/incidents.ts'
import type { DeploymentItem, MetricsFilter } from '../../../../../shared/model/metrics.ts'
import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { DeploymentSummary } from './deployment-summary.tsx'
import { Changes } from './item-tables.tsx'

interface InsideProps {
  readonly filter: MetricsFilter
  readonly onIncident: (incident: Incident) => void
}

/** A deployment of a list: how it went, as soon as that is known, and its changes. */
export function DeploymentInside({
  deployment,
  filter,
  onIncident,
}: InsideProps & { readonly deployment: DeploymentItem }) {
  const { data } = useRequest('deployments.get', { deploymentId: deployment.id })
  return (
    <>
      {data && <DeploymentSummary deployment={data} timeZone={filter.timeZone} onIncident={onIncident} />}
      <Changes name={`Changes in ${deployment.name}`} filter={filter} several={false} deployment={deployment} />
    </>
  )
}

/** One deployment by itself, whenever it finished. */
export function DeploymentById({
  deploymentId,
  filter,
  onIncident,
}: InsideProps & { readonly deploymentId: DeploymentId }) {
  const request = useRequest('deployments.get', { deploymentId })
  return (
    <RequestState request={request} noun="the deployment">
      {deployment => (
        <>
          <DeploymentSummary deployment={deployment} timeZone={filter.timeZone} onIncident={onIncident} />
          <Changes
            name={`Changes in ${deployment.name}`}
            filter={{ ...filter, from: deployment.finishedAt, to: deployment.finishedAt + 1 }}
            several={false}
            deployment={deployment}
          />
        </>
      )}
    </RequestState>
  )
}
