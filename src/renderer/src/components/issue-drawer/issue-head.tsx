import { Anchor, Group, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { IssueDetail } from '../../../../shared/model/issue-detail.ts'
import { StateBadge } from '../state-badge.tsx'
import classes from './issue-drawer.module.css'
import { statusTones } from './status-tones.ts'

/** What the issue is called, where it is now, and the way to it in its tracker. */
export function IssueHead({ issue }: { readonly issue: IssueDetail }) {
  return (
    <div>
      <Group gap="sm" wrap="wrap">
        <Text span size="sm" c="dimmed">
          {issue.issueType} <strong>{issue.key}</strong>
        </Text>
        <StateBadge tone={statusTones[issue.status.category]}>{issue.status.name}</StateBadge>
        {issue.flagged && <StateBadge tone="danger">Flagged</StateBadge>}
        {issue.url !== null && (
          <Anchor href={issue.url} target="_blank" rel="noreferrer" size="sm" underline="always">
            Open {issue.key.includes('#') ? 'on GitHub' : 'in Jira'}{' '}
            <IconExternalLink className={classes['icon']} size={14} aria-hidden />
          </Anchor>
        )}
      </Group>
      <h2 className={classes['summary']}>{issue.summary}</h2>
      <Text size="sm" c="dimmed">
        {issue.project.name} ({issue.project.key}) · {issue.connectionName}
      </Text>
    </div>
  )
}
