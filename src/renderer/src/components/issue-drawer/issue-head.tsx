import type { IssueDetail } from '../../../../shared/model/issue-detail.ts'
import { DetailHead } from '../detail/detail-head.tsx'
import { StateBadge } from '../state-badge.tsx'
import { statusTones } from './status-tones.ts'

/** What the issue is called, where it is now, and the way to it in its tracker. */
export const IssueHead = ({ issue }: { readonly issue: IssueDetail }) => (
  <DetailHead
    of={issue.issueType}
    name={issue.key}
    badges={
      <>
        <StateBadge tone={statusTones[issue.status.category]}>{issue.status.name}</StateBadge>
        {issue.flagged && <StateBadge tone="danger">Flagged</StateBadge>}
      </>
    }
    url={issue.url}
    linkText={`Open ${issue.key.includes('#') ? 'on GitHub' : 'in Jira'}`}
    title={issue.summary}
    about={`${issue.project.name} (${issue.project.key}) · ${issue.connectionName}`}
  />
)
