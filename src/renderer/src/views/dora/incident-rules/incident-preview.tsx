import type { RepositoryId } from '../../../../../shared/model/ids.ts'
import type { IncidentRules, IncidentRulesPreview } from '../../../../../shared/model/incidents.ts'
import { useTimeZone } from '../../../api/use-preferences.ts'
import { useRequest } from '../../../api/use-request.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { sourceText } from '../../overview/items/incident-texts.ts'
import { mostExamples, PreviewBox } from '../../repository-rule/preview-box.tsx'
import classes from '../../repository-rule/rule.module.css'

export interface IncidentPreviewProps {
  readonly repositoryId: RepositoryId
  readonly rules: IncidentRules
  /** What is being typed has not been asked yet. */
  readonly behind: boolean
}

/** What incident rules would find, before they are saved. */
export function IncidentPreview({ repositoryId, rules, behind }: IncidentPreviewProps) {
  const timeZone = useTimeZone()
  const preview = useRequest(
    'incidents.previewRules',
    { repositoryId, rules },
    { keepPrevious: true, gcTimeMs: 30_000 },
  )
  return (
    <PreviewBox preview={preview} behind={behind} summary={failedText}>
      {found => (
        <>
          <p>{foundText(found)}</p>
          <ul className={classes['examples']} aria-label="Newest incidents">
            {found.examples.slice(0, mostExamples).map(({ source, title, beganAt, deploymentName }) => (
              <li key={`${source} ${title} ${beganAt}`}>
                <span>{title}</span>
                <span>
                  {formatDate(beganAt, timeZone)}, {deploymentName ?? 'no deployment'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </PreviewBox>
  )
}

const failedText = ({ failedDeployments, deployments }: IncidentRulesPreview) =>
  `${formatCount(failedDeployments)} of ${formatNoun(deployments, 'deployment')} would have failed`

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
