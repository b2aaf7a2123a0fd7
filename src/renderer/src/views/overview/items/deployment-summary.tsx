import { useState } from 'react'
import type { DeploymentDetail, Incident } from '../../../../../shared/model/incidents.ts'
import { Facts } from '../../../components/facts.tsx'
import { IssueDrawer } from '../../../components/issue-drawer/issue-drawer.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatDateTime } from '../../../format/time.ts'
import { placeOf } from '../../repository-rule/services/service-text.ts'
import { sourceText } from './incident-texts.ts'
import classes from './items.module.css'

export interface DeploymentSummaryProps {
  readonly deployment: DeploymentDetail
  readonly timeZone: string
  readonly onIncident: (incident: Incident) => void
}

/** How a deployment went: its incidents, the ones it fixed, and the issues its changes name. */
export function DeploymentSummary({ deployment, timeZone, onIncident }: DeploymentSummaryProps) {
  const [issueId, setIssueId] = useState<number | null>(null)
  const { environment, finishedAt, failed, restoredAt, unplanned, incidents, fixes, issues } = deployment
  return (
    <>
      <Facts
        facts={[
          ['Service', deployment.serviceName === null ? null : placeOf(deployment)],
          ['Environment', environment],
          ['Finished', formatDateTime(finishedAt, timeZone)],
          ['Failed', failed ? restoredText(finishedAt, restoredAt) : 'no'],
          ['Unplanned fix', unplanned ? 'yes' : 'no'],
        ]}
      />
      <IncidentList title="Incidents of it" incidents={incidents} onIncident={onIncident} />
      <IncidentList title="Incidents it fixed" incidents={fixes} onIncident={onIncident} />
      {issues.length > 0 && (
        <section className={classes['related']} aria-label="Issues its changes name">
          <h3>Issues its changes name</h3>
          <ul>
            {issues.map(issue => (
              <li key={issue.id}>
                <button type="button" className={classes['link']} onClick={() => setIssueId(issue.id)}>
                  {issue.key} {issue.summary}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <IssueDrawer issueId={issueId} onClose={() => setIssueId(null)} />
    </>
  )
}

const restoredText = (finishedAt: number, restoredAt: number | null) =>
  restoredAt === null ? 'yes, not restored yet' : `yes, restored after ${formatDuration(restoredAt - finishedAt)}`

function IncidentList({
  title,
  incidents,
  onIncident,
}: {
  readonly title: string
  readonly incidents: readonly Incident[]
  readonly onIncident: (incident: Incident) => void
}) {
  if (incidents.length === 0) return null
  return (
    <section className={classes['related']} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {incidents.map(incident => (
          <li key={incident.id}>
            <button type="button" className={classes['link']} onClick={() => onIncident(incident)}>
              {incident.title}
            </button>{' '}
            <span className={classes['tag']}>{sourceText[incident.source]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
