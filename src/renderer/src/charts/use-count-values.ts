import { useMemo } from 'react'
import { formatCompact } from '../format/number.ts'
import { countTicks } from './value-ticks.ts'

/** The values of an axis of counts, from 0 to at least the largest, and their labels. */
export function useCountValues(counts: readonly number[]) {
  const most = Math.max(0, ...counts)
  return useMemo(() => {
    const values = countTicks(most)
    return { values, valueLabels: values.map(formatCompact) }
  }, [most])
}
