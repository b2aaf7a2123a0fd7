import { Drawer } from '@mantine/core'
import { useState } from 'react'
import { IssueDrawer } from '../../../components/issue-drawer/issue-drawer.tsx'
import classes from '../../overview/items/items.module.css'
import type { FlowIssueListing } from '../flow-context.ts'
import { IssueList } from './issue-list.tsx'

export interface IssuesDrawerProps {
  /** What is opened; null while nothing is. */
  readonly listing: FlowIssueListing | null
  readonly onClose: () => void
}

/** The issues behind a number or a mark, beside the page; each opens over them. */
export function IssuesDrawer({ listing, onClose }: IssuesDrawerProps) {
  const [issueId, setIssueId] = useState<number | null>(null)
  return (
    <Drawer
      opened={listing !== null}
      onClose={onClose}
      closeOnEscape={issueId === null}
      size="min(80rem, 94vw)"
      title={listing?.title}
      closeButtonProps={{ 'aria-label': 'Close the list' }}
      classNames={{
        content: classes['drawer'] ?? '',
        body: classes['body'] ?? '',
        title: classes['title'] ?? '',
      }}
    >
      {listing && <IssueList listing={listing} onOpen={({ id }) => setIssueId(id)} />}
      {listing && <IssueDrawer issueId={issueId} backward={listing.filter.backward} onClose={() => setIssueId(null)} />}
    </Drawer>
  )
}
