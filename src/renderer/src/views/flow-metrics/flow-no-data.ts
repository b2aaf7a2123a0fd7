import type { FlowNoData } from '../../../../shared/model/flow-metrics.ts'
import type { FlowRemedy } from './flow-context.ts'

export interface MissingInput {
  /** The input that is missing. */
  readonly reason: string
  readonly advice: string
  readonly remedy: FlowRemedy | null
}

/** Why there is no number, and what to do about it. */
export const missingFlowInput: Readonly<Record<FlowNoData, MissingInput>> = {
  no_issues: {
    reason: 'No issue is in a flow.',
    advice: 'Connect Jira and sync it, or choose in the flow mapping which issue types count.',
    remedy: 'connections',
  },
  no_issues_in_filter: {
    reason: 'No issue passes the filter.',
    advice: 'Take away some of what narrows it.',
    remedy: 'filter',
  },
  none_finished_in_period: {
    reason: 'No issue was finished in this period.',
    advice: 'Choose a longer period.',
    remedy: 'period',
  },
  none_with_start: {
    reason: 'No issue finished in this period was ever in progress.',
    advice: 'Without a start there is no cycle time: check in the flow mapping which steps are in progress.',
    remedy: 'mapping',
  },
  none_in_progress: {
    reason: 'No issue is in progress at this time.',
    advice: 'Choose another day, or check in the flow mapping which steps are in progress.',
    remedy: 'mapping',
  },
  none_finished_in_sample: {
    reason: 'No issue was finished in the days the forecast is drawn from.',
    advice: 'Draw from more days.',
    remedy: null,
  },
  history_too_short: {
    reason: 'The history is shorter than a week.',
    advice: 'A forecast needs at least seven whole days since the first issue was created.',
    remedy: null,
  },
  period_not_begun: {
    reason: 'The period has not begun yet.',
    advice: 'Choose an earlier one.',
    remedy: 'period',
  },
}

export const flowRemedyLabels: Readonly<Record<FlowRemedy, string>> = {
  connections: 'Open connections',
  filter: 'Show all issues',
  period: 'Show the whole history',
  mapping: 'Open flow mapping',
}
