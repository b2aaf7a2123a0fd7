import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { faultOf } from '../../faults.ts'
import classes from './rule.module.css'

/** How long (ms) typing pauses before what was typed is previewed. */
export const typingMs = 300

/** How many of what is found a preview names at most. */
export const mostExamples = 5

export interface PreviewBoxProps<Data> {
  readonly preview: Pick<UseQueryResult<Data, Error>, 'data' | 'error' | 'refetch' | 'isPlaceholderData'>
  /** What is being typed has not been asked yet. */
  readonly behind: boolean
  /** What was found, in a few words. */
  readonly summary: (found: Data) => string
  readonly children: (found: Data) => ReactNode
}

/** What rules would find, before they are saved. */
export function PreviewBox<Data>({ preview, behind, summary, children }: PreviewBoxProps<Data>) {
  if (preview.error) return <FaultAlert fault={faultOf(preview.error)} onRetry={() => void preview.refetch()} />
  const { data } = preview
  if (data === undefined) {
    return (
      <div className={classes['preview']} role="status">
        Looking …
      </div>
    )
  }
  return (
    <div className={classes['preview']} data-stale={behind || preview.isPlaceholderData || undefined}>
      <p className={classes['summary']} role="status">
        {summary(data)}
      </p>
      {children(data)}
    </div>
  )
}

/** Stands for a preview while there is nothing to ask with. */
export const NoPreview = ({ children }: { readonly children: string }) => (
  <div className={classes['preview']}>
    <p className={classes['dimmed']}>{children}</p>
  </div>
)
