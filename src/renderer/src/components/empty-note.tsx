import { EmptyState } from '@mantine/core'
import type { ReactNode } from 'react'

export interface EmptyNoteProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** Says that there is nothing here yet, why, and what to do about it. */
export function EmptyNote({ icon, title, children, action }: EmptyNoteProps) {
  return (
    <EmptyState size="sm" title={title} py="xl" {...(icon && { icon })} {...(children && { description: children })}>
      {action && <EmptyState.Actions>{action}</EmptyState.Actions>}
    </EmptyState>
  )
}
