import { useCallback } from 'react'
import type { Bucket } from '../../../shared/model/metrics.ts'
import type { ChartMark } from './chart-mark.ts'
import { type TimeTick, timeTicks } from './time-ticks.ts'

/** The labels under marks that are buckets of the calendar. */
export function useTimeTicks(
  marks: readonly ChartMark[],
  bucket: Bucket,
  timeZone: string,
): (most: number) => readonly TimeTick[] {
  return useCallback(
    most =>
      timeTicks(
        marks.map(mark => mark.start),
        bucket,
        timeZone,
        most,
      ),
    [marks, bucket, timeZone],
  )
}
