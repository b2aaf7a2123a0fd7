import { Skeleton } from '@mantine/core'
import classes from './flow-board.module.css'

const columns = ['a', 'b', 'c', 'd']

/** The shape of the page while it is being loaded. */
export function FlowMappingSkeleton() {
  return (
    <div>
      <Skeleton height={36} width={180} mb="md" />
      <Skeleton height={52} mb="md" />
      <div className={classes['board']}>
        {columns.map(column => (
          <Skeleton key={column} height={320} />
        ))}
      </div>
    </div>
  )
}
