import type { RepositoryId } from '../../../../shared/model/ids.ts'
import type { DeploymentRule } from '../../../../shared/model/repository.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { faultOf } from '../../faults.ts'
import { formatDate } from '../../format/time.ts'
import classes from './rule.module.css'
import { previewText } from './rule-text.ts'

export interface RulePreviewProps {
  readonly repositoryId: RepositoryId
  readonly rule: DeploymentRule
  /** What is being typed has not been asked yet. */
  readonly behind: boolean
}

const mostExamples = 5

/** What a rule would find, before it is saved. */
export function RulePreview({ repositoryId, rule, behind }: RulePreviewProps) {
  const timeZone = useTimeZone()
  const preview = useRequest(
    'repositories.previewRule',
    { repositoryId, rule },
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
  const { matches, firstAt, lastAt, examples } = data
  return (
    <div className={classes['preview']} data-stale={behind || preview.isPlaceholderData || undefined}>
      <p className={classes['summary']} role="status">
        {previewText(rule, data)}
      </p>
      {matches === 0 || firstAt === null || lastAt === null ? (
        <p className={classes['dimmed']}>With this rule there would be no deployment, and no numbers.</p>
      ) : (
        <>
          <p className={classes['dimmed']}>
            From {formatDate(firstAt, timeZone)} to {formatDate(lastAt, timeZone)}. The newest:
          </p>
          <ul className={classes['examples']} aria-label="Newest matches">
            {examples.slice(0, mostExamples).map(({ name, finishedAt }) => (
              <li key={`${name} ${finishedAt}`}>
                <code>{name}</code>
                <span className={classes['dimmed']}>{formatDate(finishedAt, timeZone)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
