import type { IssueId } from '../../../../shared/model/ids.ts'
import type { FlowIssueListing, FlowRemedy } from './flow-context.ts'
import type { ChosenFlowFilter } from './use-flow-filter.ts'

/** What each of the flow pages is drawn with. */
export interface FlowPageProps {
  readonly chosen: ChosenFlowFilter
  readonly onOpen: (listing: FlowIssueListing) => void
  readonly onIssue: (id: IssueId) => void
  readonly onRemedy: (remedy: FlowRemedy) => void
}
