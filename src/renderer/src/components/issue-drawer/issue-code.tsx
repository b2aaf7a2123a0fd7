import type { IssueId } from '../../../../shared/model/ids.ts'
import type { IssueCode as Code } from '../../../../shared/model/issue-code.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { formatDate } from '../../format/time.ts'
import { shippedName } from '../shipped-name.ts'
import classes from './issue-code.module.css'

/** The pull requests and commits that name an issue, and what they were deployed with; nothing where there are none. */
export function IssueCode({ issueId }: { readonly issueId: IssueId }) {
  const timeZone = useTimeZone()
  const { data } = useRequest('issues.code', { issueId })
  if (!data || data.pullRequests.length + data.commits.length === 0) return null
  return (
    <section className={classes['code']} aria-label="Code that names it">
      <h3>Code that names it</h3>
      <ul>
        {data.pullRequests.map(({ number, title, url, repositoryName, state, shipped }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              #{number} {title}
            </a>
            <span>
              {repositoryName}, {state}
              {shippedText(shipped, timeZone)}
            </span>
          </li>
        ))}
        {data.commits.map(({ commitId, sha, subject, repositoryName, shipped }) => (
          <li key={commitId}>
            <span className={classes['subject']}>
              <code>{sha.slice(0, 8)}</code> {subject}
            </span>
            <span>
              {repositoryName}
              {shippedText(shipped, timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const shippedText = (shipped: Code['commits'][number]['shipped'], timeZone: string) =>
  shipped.length === 0
    ? ', not deployed'
    : `, deployed with ${shipped.map(each => `${shippedName(each)} on ${formatDate(each.finishedAt, timeZone)}`).join(', ')}`
