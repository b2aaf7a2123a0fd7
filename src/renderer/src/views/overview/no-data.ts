import type { NoData } from '../../../../shared/model/metrics.ts'

/** What the user can do about missing input. */
export type Remedy = 'repositories' | 'rule' | 'incidents' | 'period'

export interface Missing {
  /** The input that is missing. */
  readonly reason: string
  readonly advice: string
  readonly remedy: Remedy
}

/** Why there is no number, and what to do about it. */
export const missingInput: Readonly<Record<NoData, Missing>> = {
  no_repositories: {
    reason: 'No active repository is chosen.',
    advice: 'Choose another repository, or activate one in its connection.',
    remedy: 'repositories',
  },
  team_without_code: {
    reason: 'The team has neither active repositories nor people who commit.',
    advice: 'Choose another team, or add repositories or people to it under People & teams.',
    remedy: 'repositories',
  },
  team_without_commits: {
    reason: 'Git knows nobody of the team: its people are known by accounts alone.',
    advice: 'Merge them with who they are in Git under People & teams, or give the team repositories.',
    remedy: 'repositories',
  },
  team_shipped_nothing: {
    reason: 'No known deployment shipped a commit or pull request of the team’s people.',
    advice: 'Give the team the repositories it works in, or check what counts as a deployment.',
    remedy: 'rule',
  },
  no_deployments: {
    reason: 'No deployment is known.',
    advice: 'Say what counts as a deployment: tags of a pattern, merges to a branch, or its commits.',
    remedy: 'rule',
  },
  no_deployments_in_period: {
    reason: 'No deployment finished in this period.',
    advice: 'Choose a longer period, or check what counts as a deployment.',
    remedy: 'period',
  },
  no_attributed_changes: {
    reason: 'No change can be told to a deployment of this period.',
    advice: 'The changes of a repository’s first known deployment cannot be told: choose a longer period.',
    remedy: 'period',
  },
  no_whole_week: {
    reason: 'The period holds no whole week from Monday to Sunday.',
    advice: 'Choose a longer period.',
    remedy: 'period',
  },
  no_incident_sources: {
    reason: 'Nothing counts as an incident.',
    advice: 'Say what tells of an incident: issues, reverts, hotfix branches, deployments that failed.',
    remedy: 'incidents',
  },
  no_failed_deployments: {
    reason: 'No deployment of this period failed.',
    advice: 'There was nothing to recover from, or the incidents are not known.',
    remedy: 'period',
  },
  no_recovered_deployments: {
    reason: 'No failed deployment of this period has been restored yet.',
    advice: 'Its incidents are still open, or it is not known when they ended.',
    remedy: 'period',
  },
  no_commits_in_period: {
    reason: 'No commit was authored in this period.',
    advice: 'Choose a longer period.',
    remedy: 'period',
  },
}
