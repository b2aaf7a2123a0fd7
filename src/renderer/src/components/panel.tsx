import { type ReactNode, useId } from 'react'
import classes from './panel.module.css'

export interface PanelProps {
  readonly title?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A bordered part of a page, a region of its own when it has a title. */
export function Panel({ title, actions, children }: PanelProps) {
  const titleId = useId()
  if (title === undefined) return <div className={`${classes['panel']} ${classes['body']}`}>{children}</div>
  return (
    <section className={classes['panel']} aria-labelledby={titleId}>
      <div className={classes['header']}>
        <h2 className={classes['title']} id={titleId}>
          {title}
        </h2>
        {actions}
      </div>
      <div className={classes['body']}>{children}</div>
    </section>
  )
}
