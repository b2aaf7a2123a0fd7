import { Anchor, Group, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { PullDetail } from '../../../../../shared/model/pull-requests.ts'
import classes from '../../../components/issue-drawer/issue-drawer.module.css'
import { StateBadge } from '../../../components/state-badge.tsx'

const states = {
  open: { tone: 'busy', text: 'Open' },
  merged: { tone: 'ok', text: 'Merged' },
  closed: { tone: 'idle', text: 'Closed without a merge' },
} as const

/** What the pull request is called, its state, and the way to it at GitHub. */
export function PullHead({ pull }: { readonly pull: PullDetail }) {
  const { tone, text } = states[pull.state]
  return (
    <header>
      <Group gap="sm" wrap="wrap">
        <Text span size="sm" c="dimmed">
          {pull.repositoryName} <strong>#{pull.number}</strong>
        </Text>
        <StateBadge tone={tone}>{text}</StateBadge>
        {pull.draft && <StateBadge tone="idle">Draft</StateBadge>}
        {pull.url !== null && (
          <Anchor href={pull.url} target="_blank" rel="noreferrer" size="sm" underline="always">
            Open in GitHub <IconExternalLink className={classes['icon']} size={14} aria-hidden />
          </Anchor>
        )}
      </Group>
      <h2 className={classes['summary']}>{pull.title}</h2>
      <Text size="sm" c="dimmed">
        {pull.author ?? 'Somebody GitHub does not tell'} · {pull.headBranch} → {pull.baseBranch}
      </Text>
    </header>
  )
}
