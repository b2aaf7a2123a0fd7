import { VisuallyHidden } from '@mantine/core'
import classes from './compared.module.css'

export interface ComparedProps {
  readonly now: number
  /** The same figure in the run before; null when there is nothing to compare with. */
  readonly before: number | null
  readonly format: (value: number) => string
}

/** A figure, and below it how it differs from the run before. */
export function Compared({ now, before, format }: ComparedProps) {
  return (
    <>
      {format(now)}
      {before !== null && before !== now && (
        <span className={classes['difference']}>
          <span aria-hidden>{now > before ? '▲' : '▼'}</span> {format(Math.abs(now - before))}
          <VisuallyHidden component="span"> {now > before ? 'more' : 'less'} than before</VisuallyHidden>
        </span>
      )}
    </>
  )
}
