import type { IssueId } from '../../../../../shared/model/ids.ts'
import type { PullDetail } from '../../../../../shared/model/pull-detail.ts'
import { useTimeZone } from '../../../api/use-preferences.ts'
import classes from '../../../components/detail/detail.module.css'
import { Facts } from '../../../components/facts.tsx'
import { shippedName } from '../../../components/shipped-name.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { formatDateTime } from '../../../format/time.ts'
import items from '../../overview/items/items.module.css'

type Deployment = PullDetail['deployments'][number]

export interface PullFactsProps {
  readonly pull: PullDetail
  readonly onIssue: (id: IssueId) => void
  readonly onDeployment: (deployment: Deployment) => void
}

/** When what happened, how large it is, what it shipped with, and the issues it names. */
export function PullFacts({ pull, onIssue, onDeployment }: PullFactsProps) {
  const timeZone = useTimeZone()
  const instant = (at: number | null) => (at === null ? null : formatDateTime(at, timeZone))
  const { additions, deletions, files, deployments, mergedAt, mergedBy, labels } = pull
  const sizes = [
    additions !== null && deletions !== null && `+${formatCount(additions)} −${formatCount(deletions)}`,
    files !== null && formatNoun(files, 'file'),
  ].filter(Boolean)
  return (
    <section aria-label="Details">
      <h3 className={classes['title']}>Details</h3>
      <Facts
        facts={[
          ['First commit', instant(pull.firstCommitAt)],
          ['Opened', instant(pull.createdAt)],
          ['Ready for review', instant(pull.readyAt)],
          ['First review', instant(pull.firstReviewAt) ?? 'nobody but its author'],
          ['Merged', mergedAt === null ? null : `${instant(mergedAt)}${mergedBy === null ? '' : `, ${mergedBy}`}`],
          ['Closed', mergedAt === null ? instant(pull.closedAt) : null],
          ['Size', sizes.length > 0 ? sizes.join(', ') : 'not known'],
          ['Labels', labels.length > 0 ? labels.join(', ') : null],
          [
            'Shipped with',
            deployments.length === 0 ? (
              mergedAt === null ? null : (
                'no known deployment'
              )
            ) : (
              <ShippedWith key="deployments" {...{ deployments, instant, onDeployment }} />
            ),
          ],
          [
            'Issues',
            pull.issues.length === 0 ? null : <NamedIssues key="issues" issues={pull.issues} onIssue={onIssue} />,
          ],
        ]}
      />
    </section>
  )
}

interface ShippedWithProps extends Pick<PullFactsProps, 'onDeployment'> {
  readonly deployments: readonly Deployment[]
  readonly instant: (at: number) => string | null
}

const ShippedWith = ({ deployments, instant, onDeployment }: ShippedWithProps) => (
  <ul className={items['plain']}>
    {deployments.map(one => (
      <li key={one.id}>
        <button type="button" className={items['link']} onClick={() => onDeployment(one)}>
          {shippedName(one)}
        </button>
        , {instant(one.finishedAt)}
        {one.byTime ? ' (by time)' : ''}
      </li>
    ))}
  </ul>
)

interface NamedIssuesProps extends Pick<PullFactsProps, 'onIssue'> {
  readonly issues: PullDetail['issues']
}

const NamedIssues = ({ issues, onIssue }: NamedIssuesProps) => (
  <ul className={items['plain']}>
    {issues.map(({ id, key, summary }) => (
      <li key={key}>
        {id === null ? (
          key
        ) : (
          <button type="button" className={items['link']} onClick={() => onIssue(id)}>
            {key} {summary}
          </button>
        )}
      </li>
    ))}
  </ul>
)
