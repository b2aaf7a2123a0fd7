import type { RepositoryId } from '../../../../../shared/model/ids.ts'
import type { IncidentRules, IncidentRulesPreview } from '../../../../../shared/model/incidents.ts'
import { useTimeZone } from '../../../api/use-preferences.ts'
import { useRequest } from '../../../api/use-request.ts'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { faultOf } from '../../../faults.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { sourceText } from '../../overview/items/incident-texts.ts'
import classes from '../dora.module.css'

export interface IncidentPreviewProps {
  readonly repositoryId: RepositoryId
  readonly rules: IncidentRules
  /** What is being typed has not been asked yet. */
  readonly behind: boolean
}

const mostExamples = 5

/** What incident rules would find, before they are saved. */
export function IncidentPreview({ repositoryId, rules, behind }: IncidentPreviewProps) {
  const timeZone = useTimeZone()
  const preview = useRequest(
    'incidents.previewRules',
    { repositoryId, rules },
    { keepPrevious: true, gcTimeMs: 30_000 },
  )
  if (preview.error) return <FaultAlert fault={faultOf(preview.error)} onRetry={() => void preview.refetch()} />
  const { data } = preview
  if (!data) {
    return (
      <div className={classes['preview']} role="status">
        Looking …
      </div>
    )
  }
  return (
    <div className={classes['preview']} data-stale={behind || preview.isPlaceholderData || undefined}>
      <p className={classes['summary']} role="status">
        {formatCount(data.failedDeployments)} of {formatNoun(data.deployments, 'deployment')} would have failed
      </p>
      <p>{foundText(data)}</p>
      <ul className={classes['examples']} aria-label="Newest incidents">
        {data.examples.slice(0, mostExamples).map(({ source, title, beganAt, deploymentName }) => (
          <li key={`${source} ${title} ${beganAt}`}>
            <span>{title}</span>
            <span>
              {formatDate(beganAt, timeZone)}, {deploymentName ?? 'no deployment'}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** `2 of 5 × revert, …`: what each source was looked for in, and what was found. */
function foundText({ sources, withoutDeployment }: IncidentRulesPreview): string {
  const found = sources
    .filter(({ matches }) => matches > 0)
    .map(
      ({ source, matches, candidates }) =>
        `${sourceText[source].toLowerCase()}: ${formatCount(matches)} of ${formatCount(candidates)}`,
    )
  if (found.length === 0) return 'Nothing in the repository’s history counts as an incident.'
  const unlinked = withoutDeployment > 0 ? `; ${formatCount(withoutDeployment)} without a deployment` : ''
  return `Incidents by source: ${found.join(', ')}${unlinked}.`
}
