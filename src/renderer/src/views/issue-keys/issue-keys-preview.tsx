import type { ProjectId } from '../../../../shared/model/ids.ts'
import type { IssueKeyPreview, IssueKeyRule } from '../../../../shared/model/issue-keys.ts'
import { useRequest } from '../../api/use-request.ts'
import { formatCount, formatNoun } from '../../format/number.ts'
import { PreviewBox } from '../repository-rule/preview-box.tsx'
import rule from '../repository-rule/rule.module.css'
import classes from './issue-keys.module.css'

export interface IssueKeysPreviewProps {
  readonly projectId: ProjectId
  readonly rule: IssueKeyRule
  /** What is being typed has not been asked yet. */
  readonly behind: boolean
}

/** What a rule would find, before it is saved. */
export function IssueKeysPreview({ projectId, rule: asked, behind }: IssueKeysPreviewProps) {
  const preview = useRequest('issueKeys.preview', { projectId, rule: asked }, { keepPrevious: true, gcTimeMs: 30_000 })
  return (
    <PreviewBox preview={preview} behind={behind} summary={foundText}>
      {found => (
        <>
          {found.unknown > 0 && <p>{unknownText(found.unknown)}</p>}
          <ul className={`${rule['examples']} ${classes['examples']}`} aria-label="Examples">
            {found.examples.map(({ of, id, text, keys }) => (
              <li key={`${of} ${id}`}>
                <span title={text}>{namingLine(text, keys)}</span>
                <span>{keys.map(({ key, known }) => (known ? key : `${key} (not there)`)).join(', ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </PreviewBox>
  )
}

function foundText({ issues, commits, pullRequests }: IssueKeyPreview): string {
  if (issues === 0) return 'Names no issue of the project'
  const places = [
    commits > 0 && formatNoun(commits, 'commit'),
    pullRequests > 0 && formatNoun(pullRequests, 'pull request'),
  ].filter(place => place !== false)
  return `Names ${formatNoun(issues, 'issue')} in ${places.join(' and ')}`
}

/** The line of a text that names an issue, as far as that can be seen. */
function namingLine(text: string, keys: IssueKeyPreview['examples'][number]['keys']): string {
  const lines = text.split('\n')
  const numbers = keys.map(({ key }) => /\d+$/u.exec(key)?.[0] ?? key)
  return lines.find(line => numbers.some(number => line.includes(number))) ?? lines[0] ?? ''
}

const unknownText = (count: number) =>
  `${formatCount(count)} ${count === 1 ? 'text names an issue that is' : 'texts name an issue that is'} not there.`
