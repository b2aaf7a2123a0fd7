import { type ReactNode, useEffect, useRef } from 'react'
import classes from './in-view.module.css'

/** Comes into view when it appears, wherever the page has been scrolled to. */
export function InView({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} className={classes['place']}>
      {children}
    </div>
  )
}
