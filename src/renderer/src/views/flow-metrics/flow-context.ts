import type { FlowIssueSort, FlowIssuesQuestion } from '../../../../shared/model/flow-issues.ts'
import type { IssueId } from '../../../../shared/model/ids.ts'
import type { FlowDurations } from './flow-durations.ts'
import type { ChosenFlowFilter } from './use-flow-filter.ts'

/** Which issues are opened: what they are behind, of which filter, and what they are called. */
export interface FlowIssueListing {
  readonly title: string
  readonly filter: FlowIssuesQuestion['filter']
  readonly what: FlowIssuesQuestion['what']
  readonly sort: FlowIssueSort
  /** What sets the list apart from the number it was opened from. */
  readonly note?: string
}

/** What the user can do about missing input. */
export type FlowRemedy = 'connections' | 'filter' | 'period' | 'mapping'

/** What every card needs besides its numbers. */
export interface FlowContext {
  /** What the numbers were asked with. */
  readonly chosen: ChosenFlowFilter
  /** They are of an earlier choice; the answer to the new one is on its way. */
  readonly stale: boolean
  readonly durations: FlowDurations
  /** Opens a list of issues, of the chosen filter. */
  readonly onOpen: (listing: Omit<FlowIssueListing, 'filter'>) => void
  /** Opens one issue. */
  readonly onIssue: (id: IssueId) => void
  readonly onRemedy: (remedy: FlowRemedy) => void
}
