import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'

export interface DetailDrawerProps {
  /** What kind of thing it tells of, such as `Issue`. */
  readonly title: string
  readonly opened: boolean
  /** Another drawer is open over it: Escape is meant for that one. */
  readonly isCovered?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** One thing beside any page, also over a list of such things. */
export const DetailDrawer = ({ title, opened, isCovered = false, onClose, children }: DetailDrawerProps) => (
  <Drawer
    opened={opened}
    onClose={onClose}
    closeOnEscape={!isCovered}
    title={title}
    size="min(46rem, 100%)"
    closeButtonProps={{ 'aria-label': `Close the ${title.toLowerCase()}` }}
    // Over another drawer it would be a second banner of the page.
    attributes={{ header: { role: 'presentation' } }}
  >
    {children}
  </Drawer>
)
