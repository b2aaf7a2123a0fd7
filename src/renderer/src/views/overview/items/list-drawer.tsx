import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './items.module.css'

export interface ListDrawerProps {
  /** What the list is called; undefined while none is open. */
  readonly title: string | undefined
  /** Another drawer is open over it: Escape is meant for that one. */
  readonly isCovered?: boolean
  /** Itself open over another drawer, whose header is the page's banner. */
  readonly isOver?: boolean
  /** Its width (rem), as far as there is room. */
  readonly width: number
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The items behind a number or a mark, beside the page. */
export const ListDrawer = ({ title, isCovered = false, isOver = false, width, onClose, children }: ListDrawerProps) => (
  <Drawer
    opened={title !== undefined}
    onClose={onClose}
    closeOnEscape={!isCovered}
    size={`min(${width}rem, 94vw)`}
    title={title}
    closeButtonProps={{ 'aria-label': 'Close the list' }}
    classNames={{
      content: classes['drawer'] ?? '',
      body: classes['body'] ?? '',
      title: classes['title'] ?? '',
    }}
    {...(isOver && { attributes: { header: { role: 'presentation' } } })}
  >
    {children}
  </Drawer>
)
