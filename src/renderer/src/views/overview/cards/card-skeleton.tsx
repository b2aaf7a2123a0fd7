import classes from './cards.module.css'

export interface CardSkeletonProps {
  readonly title: string
  readonly chartHeight: number
  /** Whether the card has a main number above its chart. */
  readonly headline: boolean
}

/** A card before its numbers are there, of the same size. */
export function CardSkeleton({ title, chartHeight, headline }: CardSkeletonProps) {
  return (
    <section className={classes['card']} aria-label={title} aria-busy>
      <header className={classes['header']}>
        <h2>{title}</h2>
      </header>
      {headline && (
        <>
          <div className={classes['headline']}>
            <span className={classes['blank']} style={{ width: 96, height: 30, marginTop: 6 }} />
          </div>
          <div className={classes['facts']}>
            <span className={classes['blank']} style={{ width: '60%', height: 12, marginTop: 5 }} />
            <span className={classes['blank']} style={{ width: '40%', height: 12, marginTop: 10 }} />
          </div>
        </>
      )}
      <div className={classes['chart']}>
        <span className={classes['blank']} style={{ height: chartHeight }} />
      </div>
    </section>
  )
}
