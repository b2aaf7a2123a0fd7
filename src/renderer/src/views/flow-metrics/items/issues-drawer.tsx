import type { IssueId } from '../../../../../shared/model/ids.ts'
import { ListDrawer } from '../../overview/items/list-drawer.tsx'
import type { FlowIssueListing } from '../flow-context.ts'
import { IssueList } from './issue-list.tsx'

export interface IssuesDrawerProps {
  /** What is opened; null while nothing is. */
  readonly listing: FlowIssueListing | null
  /** One of its issues is open over it. */
  readonly isCovered: boolean
  readonly onIssue: (id: IssueId) => void
  readonly onClose: () => void
}

/** The issues behind a number or a mark, beside the page. */
export const IssuesDrawer = ({ listing, isCovered, onIssue, onClose }: IssuesDrawerProps) => (
  <ListDrawer title={listing?.title} isCovered={isCovered} isOver width={80} onClose={onClose}>
    {listing && <IssueList listing={listing} onIssue={onIssue} />}
  </ListDrawer>
)
