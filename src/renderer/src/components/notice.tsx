import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './fault-alert.module.css'

export interface NoticeProps {
  readonly tone: 'danger' | 'warning'
  readonly title: string
  readonly children?: ReactNode
  readonly details?: string
  readonly actions?: ReactNode
  /** Whether screen readers are told at once. */
  readonly live?: boolean
}

/** Something the user should know: what it is, what can be done. */
export function Notice({ tone, title, children, details, actions, live = true }: NoticeProps) {
  return (
    <div className={classes['alert']} data-tone={tone} role={live ? 'alert' : 'note'}>
      <IconAlertTriangle className={classes['icon']} size={18} aria-hidden />
      <div className={classes['body']}>
        <p className={classes['title']}>{title}</p>
        {children && <p className={classes['hint']}>{children}</p>}
        {details && <p className={classes['details']}>{details}</p>}
        {actions && <div className={classes['actions']}>{actions}</div>}
      </div>
    </div>
  )
}
