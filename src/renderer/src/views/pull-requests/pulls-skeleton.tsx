import { CardSkeleton } from '../overview/cards/card-skeleton.tsx'
import classes from './pull-requests.module.css'
import { timeTexts } from './time-texts.ts'
import { usePullHeights } from './use-pull-heights.ts'

/** The page before its numbers are there. */
export function PullsSkeleton() {
  const { main } = usePullHeights()
  return (
    <div className={classes['three']}>
      {Object.values(timeTexts).map(({ title }) => (
        <CardSkeleton key={title} title={title} chartHeight={main} headline />
      ))}
    </div>
  )
}
