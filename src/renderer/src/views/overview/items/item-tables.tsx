import { useMemo } from 'react'
import type { Incident, IncidentListInput } from '../../../../../shared/model/incidents.ts'
import type { DeploymentItem, MetricsFilter } from '../../../../../shared/model/metrics.ts'
import { EmptyNote } from '../../../components/empty-note.tsx'
import { placeOf } from '../../repository-rule/services/service-text.ts'
import { changeColumns } from './change-columns.tsx'
import { commitColumns } from './commit-columns.tsx'
import { deploymentColumns } from './deployment-columns.tsx'
import { incidentColumns } from './incident-columns.tsx'
import classes from './items.module.css'
import { ItemsPanel } from './items-panel.tsx'
import { useChangePages, useCommitPages, useDeploymentPages, useIncidentPages } from './use-item-pages.ts'

const title = (incident: Incident) => incident.title
const sha = (row: { readonly sha: string | null }) => row.sha ?? ''

export interface ItemsProps {
  readonly name: string
  readonly filter: MetricsFilter
  /** Whether the rows come from several repositories. */
  readonly several: boolean
}

/** Deployments; each opens its changes. */
export function Deployments({
  name,
  filter,
  several,
  only = 'all',
  onOpen,
}: ItemsProps & {
  readonly only?: 'all' | 'failed' | 'unplanned' | undefined
  readonly onOpen: (item: DeploymentItem) => void
}) {
  const columns = useMemo(() => deploymentColumns(filter.timeZone, several), [filter.timeZone, several])
  const noun = { one: 'deployment', many: 'deployments' }
  return <ItemsPanel {...{ name, columns, noun, onOpen }} pages={useDeploymentPages(filter, only)} copies={sha} />
}

/** What has to be known of a deployment to show its changes. */
export type ShownDeployment = Pick<DeploymentItem, 'id' | 'name' | 'repositoryName' | 'serviceName' | 'changes'>

/** Incidents; each opens to be linked. */
export function Incidents({
  name,
  filter,
  several,
  only = 'all',
  onOpen,
}: ItemsProps & {
  readonly only?: IncidentListInput['only'] | undefined
  readonly onOpen: (incident: Incident) => void
}) {
  const columns = useMemo(() => incidentColumns(filter.timeZone, several), [filter.timeZone, several])
  const noun = { one: 'incident', many: 'incidents' }
  return (
    <ItemsPanel
      {...{ name, columns, noun, onOpen }}
      pages={useIncidentPages(filter, only)}
      copies={title}
      copied="its title"
    />
  )
}

/** Changes with their lead times: of one deployment, or of all in the period. */
export function Changes({
  name,
  filter,
  several,
  deployment,
  note,
}: ItemsProps & { readonly deployment: ShownDeployment | null; readonly note?: string | undefined }) {
  const columns = useMemo(
    () =>
      changeColumns({
        timeZone: filter.timeZone,
        withRepository: several && deployment === null,
        withDeployment: deployment === null,
        fromIssues: filter.leadTimeFrom === 'in_progress',
      }),
    [filter.timeZone, filter.leadTimeFrom, several, deployment],
  )
  const pages = useChangePages(filter, deployment?.id ?? null)
  if (deployment?.changes === null) {
    return (
      <EmptyNote title="Its changes cannot be told">
        {deployment.name} is the first known deployment of {placeOf(deployment)}: there is none before it to compare
        with.
      </EmptyNote>
    )
  }
  const noun = { one: 'change', many: 'changes' }
  return (
    <ItemsPanel
      {...{ name, columns, pages, noun }}
      note={note && <p className={classes['span']}>{note}</p>}
      copies={sha}
    />
  )
}

/** Commits with their lines. */
export function Commits({ name, filter, several }: ItemsProps) {
  const columns = useMemo(() => commitColumns(filter.timeZone, several), [filter.timeZone, several])
  const noun = { one: 'commit', many: 'commits' }
  return <ItemsPanel {...{ name, columns, noun }} pages={useCommitPages(filter)} copies={sha} />
}
