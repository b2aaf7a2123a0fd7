import { type ReactNode, useId } from 'react'
import classes from './cards.module.css'

export interface MetricCardProps {
  readonly title: string
  readonly definition: ReactNode
  /** How the number stands by a benchmark. */
  readonly badge?: ReactNode
  /** The main number and what stands beside it. */
  readonly headline: ReactNode
  readonly facts: ReactNode
  readonly chart: ReactNode
  /** What is shown is of an earlier filter; the new answer is on its way. */
  readonly stale: boolean
}

/** The room (px) of a card's facts, which what is said instead of a chart takes too. */
export const factsHeight = 44

/** A metric: its number, how it stands, what it was made from, its course. */
export function MetricCard({ title, definition, badge, headline, facts, chart, stale }: MetricCardProps) {
  const titleId = useId()
  return (
    <section className={classes['card']} aria-labelledby={titleId} aria-busy={stale} data-stale={stale || undefined}>
      <header className={classes['header']}>
        <h2 id={titleId}>{title}</h2>
        {definition}
        {badge && <span className={classes['badge']}>{badge}</span>}
      </header>
      <div className={classes['headline']}>{headline}</div>
      {facts && <div className={classes['facts']}>{facts}</div>}
      <div className={classes['chart']}>{chart}</div>
    </section>
  )
}
