import { type ReactNode, useId } from 'react'
import type { NoData } from '../../../../../shared/model/metrics.ts'
import type { CardContext } from './card-context.ts'
import classes from './cards.module.css'
import { FigureButton } from './figure-button.tsx'
import { NoDataNote } from './no-data-note.tsx'
import { NoNumber } from './no-number.tsx'

export interface MetricCardProps {
  readonly title: string
  readonly definition: ReactNode
  /** How the number stands by a benchmark. */
  readonly badge?: ReactNode
  /** The main number in words; null when there is none. */
  readonly figure: string | null
  /** What it is a number of, said after it. */
  readonly unit: string
  /** Opens the items behind the number. */
  readonly onOpen: () => void
  readonly facts: ReactNode
  readonly chart: ReactNode
  /** Why there is nothing to draw; null when there is. */
  readonly noData: NoData | null
  readonly context: CardContext
}

/** The room (px) of a card's facts, which what is said instead of a chart takes too. */
const factsHeight = 44

/** A metric: its number, how it stands, what it was made from, its course or why there is none. */
export function MetricCard(props: MetricCardProps) {
  const { title, definition, badge, figure, unit, onOpen, facts, chart, noData, context } = props
  const { stale, syncing, onRemedy, chartHeight } = context
  const titleId = useId()
  return (
    <section className={classes['card']} aria-labelledby={titleId} aria-busy={stale} data-stale={stale || undefined}>
      <header className={classes['header']}>
        <div className={classes['heading']}>
          <h2 id={titleId}>{title}</h2>
          {definition}
        </div>
        {badge && <span className={classes['badge']}>{badge}</span>}
      </header>
      <div className={classes['headline']}>
        {figure === null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton main onOpen={onOpen} label={`${figure} ${unit}`}>
              {figure}
            </FigureButton>
            <span>{unit}</span>
          </>
        )}
      </div>
      {facts && <div className={classes['facts']}>{facts}</div>}
      <div className={classes['chart']}>
        {noData === null ? (
          chart
        ) : (
          <NoDataNote reason={noData} {...{ syncing, onRemedy }} height={chartHeight + factsHeight} />
        )}
      </div>
    </section>
  )
}
