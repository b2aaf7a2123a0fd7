import type { PullDetail } from '../../../../../shared/model/pull-detail.ts'
import { DetailHead } from '../../../components/detail/detail-head.tsx'
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
    <DetailHead
      of={pull.repositoryName}
      name={`#${pull.number}`}
      badges={
        <>
          <StateBadge tone={tone}>{text}</StateBadge>
          {pull.draft && <StateBadge tone="idle">Draft</StateBadge>}
        </>
      }
      url={pull.url}
      linkText="Open in GitHub"
      title={pull.title}
      about={`${pull.author ?? 'Somebody GitHub does not tell'} · ${pull.headBranch} → ${pull.baseBranch}`}
    />
  )
}
