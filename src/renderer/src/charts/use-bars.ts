import { useMemo } from 'react'
import type { ChartMark } from './chart-mark.ts'
import { useCountValues } from './use-count-values.ts'

/** A bar per mark, those of partial marks apart, with the value axis they need. */
export function useBars(marks: readonly ChartMark[]) {
  const counts = useMemo(() => marks.map(({ value }) => value ?? 0), [marks])
  const rows = useMemo(
    () => marks.map(({ start, value, partial }) => ({ start, whole: partial ? 0 : value, part: partial ? value : 0 })),
    [marks],
  )
  return { rows, ...useCountValues(counts) }
}
