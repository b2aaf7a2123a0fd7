import type { PullNoData } from '../../../../shared/model/pull-requests.ts'
import type { PullRemedy } from './pull-context.ts'

export interface MissingInput {
  /** The input that is missing. */
  readonly reason: string
  readonly advice: string
  readonly remedy: PullRemedy | null
}

/** Why there is no number, and what to do about it. */
export const missingPulls: Readonly<Record<PullNoData, MissingInput>> = {
  no_repositories: {
    reason: 'No active repository is chosen.',
    advice: 'Choose another repository, or activate one in its connection.',
    remedy: 'connections',
  },
  team_without_code: {
    reason: 'The team has neither active repositories nor people.',
    advice: 'Choose another team, or add repositories or people to it under People & teams.',
    remedy: 'filter',
  },
  no_pull_requests: {
    reason: 'No pull request of these repositories is known.',
    advice: 'Pull requests come from GitHub: connect it and sync the repositories there.',
    remedy: 'connections',
  },
  none_in_filter: {
    reason: 'No pull request passes the filter.',
    advice: 'Take away some of what narrows it.',
    remedy: 'filter',
  },
  none_merged_in_period: {
    reason: 'No pull request was merged in this period.',
    advice: 'Choose a longer period.',
    remedy: 'period',
  },
  none_reviewed_in_period: {
    reason: 'Nobody but its author reviewed a pull request of this period.',
    advice: 'Choose a longer period. Reviews by bots count only when bots are switched on.',
    remedy: 'period',
  },
  no_sizes: {
    reason: 'The size of no pull request merged in this period is known.',
    advice: 'Sync the connection again: GitHub tells the size with each pull request.',
    remedy: 'connections',
  },
  no_whole_week: {
    reason: 'The period holds no whole week from Monday to Sunday.',
    advice: 'Choose a longer period.',
    remedy: 'period',
  },
}

export const pullRemedyLabels: Readonly<Record<PullRemedy, string>> = {
  connections: 'Open connections',
  filter: 'Show all pull requests',
  period: 'Show the last 12 months',
}
