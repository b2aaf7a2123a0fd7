import type { DeploymentRule } from '../../../shared/model/repository.ts'

export const eventKinds = [
  ...['commit', 'commit', 'commit', 'merge', 'side', 'deploy', 'deploy', 'deploy', 'redeploy', 'tell', 'pull', 'pull'],
  ...[
    'finishPull',
    'review',
    'tag',
    'tag',
    'release',
    'run',
    'finishRun',
    'late',
    'remove',
    'forcePush',
    'rule',
    'bot',
    'link',
    'rebase',
    'list',
    'service',
    'refuse',
    'rename',
  ],
] as const

/** Something that happens; the numbers choose to what, when and how. */
export interface GrowthEvent {
  readonly kind: (typeof eventKinds)[number]
  readonly pick: number
  readonly how: number
}

/** What an event `rule` picks from. */
export const rules: readonly (DeploymentRule | null)[] = [
  null,
  { source: 'deployments', environment: 'prod' },
  { source: 'releases', prereleases: false },
  { source: 'tags', pattern: '^v' },
  { source: 'merges', branch: null },
  { source: 'commits', branch: null },
  { source: 'workflows', workflow: 'deploy', job: null },
]
