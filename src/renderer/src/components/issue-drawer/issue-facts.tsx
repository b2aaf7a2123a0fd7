import type { IssueDetail } from '../../../../shared/model/issue-detail.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { formatCount } from '../../format/number.ts'
import { formatDateTime } from '../../format/time.ts'
import classes from '../detail/detail.module.css'
import { Facts } from '../facts.tsx'

/** What the tracker says about it besides its status. */
export function IssueFacts({ issue }: { readonly issue: IssueDetail }) {
  const timeZone = useTimeZone()
  const instant = (at: number | null) => (at === null ? null : formatDateTime(at, timeZone))
  const { parent } = issue
  return (
    <section aria-label="Details">
      <h3 className={classes['title']}>Details</h3>
      <Facts
        facts={[
          ['Assignee', issue.assignee ?? 'nobody'],
          ['Reporter', issue.reporter],
          ['Priority', issue.priority],
          ['Severity', issue.severity],
          ['Resolution', issue.resolution],
          ['Resolved', instant(issue.resolvedAt)],
          ['Due', issue.dueOn],
          ['Story points', issue.storyPoints === null ? null : formatCount(issue.storyPoints)],
          ['Team', issue.team],
          ['Sprints', listed(issue.sprints.map(({ name, state }) => `${name} (${state})`))],
          ['Labels', listed(issue.labels)],
          ['Part of', parent && `${parent.key} ${parent.summary}`],
          ['Updated', instant(issue.updatedAt)],
        ]}
      />
    </section>
  )
}

const listed = (names: readonly string[]) => (names.length === 0 ? null : names.join(', '))
