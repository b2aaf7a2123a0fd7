import { Drawer } from '@mantine/core'
import classes from '../../overview/items/items.module.css'
import type { FlowIssueListing } from '../flow-context.ts'
import { IssueList } from './issue-list.tsx'

export interface IssuesDrawerProps {
  /** What is opened; null while nothing is. */
  readonly listing: FlowIssueListing | null
  readonly onClose: () => void
}

/** The issues behind a number or a mark, beside the page. */
export const IssuesDrawer = ({ listing, onClose }: IssuesDrawerProps) => (
  <Drawer
    opened={listing !== null}
    onClose={onClose}
    size="min(80rem, 94vw)"
    title={listing?.title}
    closeButtonProps={{ 'aria-label': 'Close the list' }}
    classNames={{
      content: classes['drawer'] ?? '',
      body: classes['body'] ?? '',
      title: classes['title'] ?? '',
    }}
  >
    {listing && <IssueList listing={listing} />}
  </Drawer>
)
