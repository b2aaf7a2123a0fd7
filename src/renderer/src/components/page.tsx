import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './page.module.css'

export interface PageProps {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page of the app: its heading, what can be done, its content. Names the window. */
export function Page({ title, description, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Weir`)
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <div>
          <h1 className={classes['title']}>{title}</h1>
          {description && <p className={classes['description']}>{description}</p>}
        </div>
        {actions && <div className={classes['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
