import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'
import classes from './frame.module.css'

/** A screen of its own, without navigation: nothing else can be done until it is dealt with. */
export function WholeScreen({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useDocumentTitle(`${title} · Weir`)
  return (
    <main className={classes['whole']}>
      <div className={classes['wholeBody']}>
        <Brand />
        {children}
      </div>
    </main>
  )
}
