import { Drawer } from '@mantine/core'
import classes from '../../overview/items/items.module.css'
import type { PullListing } from '../pull-context.ts'
import { PullList, type PullListProps } from './pull-list.tsx'

export interface PullsDrawerProps extends Pick<PullListProps, 'onPull'> {
  /** What is opened; null while nothing is. */
  readonly listing: PullListing | null
  readonly onClose: () => void
}

/** The pull requests behind a number or a mark, beside the page. */
export const PullsDrawer = ({ listing, onPull, onClose }: PullsDrawerProps) => (
  <Drawer
    opened={listing !== null}
    onClose={onClose}
    size="min(84rem, 94vw)"
    title={listing?.title}
    closeButtonProps={{ 'aria-label': 'Close the list' }}
    classNames={{
      content: classes['drawer'] ?? '',
      body: classes['body'] ?? '',
      title: classes['title'] ?? '',
    }}
  >
    {listing && <PullList listing={listing} onPull={onPull} />}
  </Drawer>
)
