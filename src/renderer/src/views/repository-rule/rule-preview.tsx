import type { RepositoryId } from '../../../../shared/model/ids.ts'
import type { DeploymentRule } from '../../../../shared/model/repository.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { formatDate } from '../../format/time.ts'
import { mostExamples, PreviewBox } from './preview-box.tsx'
import classes from './rule.module.css'
import { previewText } from './rule-text.ts'

export interface RulePreviewProps {
  readonly repositoryId: RepositoryId
  readonly rule: DeploymentRule
  /** What is being typed has not been asked yet. */
  readonly behind: boolean
}

/** What a rule would find, before it is saved. */
export function RulePreview({ repositoryId, rule, behind }: RulePreviewProps) {
  const timeZone = useTimeZone()
  const preview = useRequest(
    'repositories.previewRule',
    { repositoryId, rule },
    { keepPrevious: true, gcTimeMs: 30_000 },
  )
  return (
    <PreviewBox preview={preview} behind={behind} summary={found => previewText(rule, found)}>
      {({ matches, firstAt, lastAt, examples }) =>
        matches === 0 || firstAt === null || lastAt === null ? (
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
                  <span>{formatDate(finishedAt, timeZone)}</span>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </PreviewBox>
  )
}
