import { Skeleton } from '@mantine/core'
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
            <Skeleton height={34} width={90} />
          </div>
          <div className={classes['facts']}>
            <Skeleton height={13} width="60%" />
            <Skeleton height={13} width="40%" mt={6} />
          </div>
        </>
      )}
      <div className={classes['chart']}>
        <Skeleton height={chartHeight} />
      </div>
    </section>
  )
}
