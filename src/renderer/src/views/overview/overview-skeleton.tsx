import { CardSkeleton } from './cards/card-skeleton.tsx'
import classes from './overview.module.css'
import { useChartHeights } from './use-chart-heights.ts'

/** The page before anything has arrived, of the same shape. */
export function OverviewSkeleton() {
  const heights = useChartHeights()
  return (
    <div className={classes['body']}>
      <div className={classes['cards']}>
        <CardSkeleton title="Deployment frequency" chartHeight={heights.card} headline />
        <CardSkeleton title="Change lead time" chartHeight={heights.card} headline />
      </div>
      <CardSkeleton title="Commit activity" chartHeight={heights.activity} headline={false} />
    </div>
  )
}
