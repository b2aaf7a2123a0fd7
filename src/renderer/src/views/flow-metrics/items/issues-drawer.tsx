import { Drawer } from '@mantine/core'
import type { IssueId } from '../../../../../shared/model/ids.ts'
import classes from '../../overview/items/items.module.css'
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
  <Drawer
    opened={listing !== null}
    onClose={onClose}
    closeOnEscape={!isCovered}
    attributes={{ header: { role: 'presentation' } }}
    size="min(80rem, 94vw)"
    title={listing?.title}
    closeButtonProps={{ 'aria-label': 'Close the list' }}
    classNames={{
      content: classes['drawer'] ?? '',
      body: classes['body'] ?? '',
      title: classes['title'] ?? '',
    }}
  >
    {listing && <IssueList listing={listing} onIssue={onIssue} />}
  </Drawer>
)
