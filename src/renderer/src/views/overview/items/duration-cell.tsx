import { formatDuration } from '../../../format/duration.ts'
import classes from './items.module.css'

/** A length of time, or why there is none. */
export function DurationCell({ ms, missing }: { readonly ms: number | null; readonly missing: string }) {
  return ms === null ? <MissingCell>{missing}</MissingCell> : formatDuration(ms)
}

/** What stands where there is no value. */
export function MissingCell({ children }: { readonly children: string }) {
  return <span className={classes['missing']}>{children}</span>
}
