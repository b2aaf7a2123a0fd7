import type { ChartMark } from './chart-mark.ts'

export interface LinePoint {
  readonly start: number
  readonly value: number | null
  /** The value again where a dot is drawn. */
  readonly dot: number | null
}

const mostDots = 60

/** The points of a line: each with a dot while there are few; of many only those a line cannot show, alone between gaps. */
export function linePoints(marks: readonly Pick<ChartMark, 'start' | 'value'>[]): LinePoint[] {
  const valueAt = (index: number) => marks[index]?.value ?? null
  return marks.map(({ start, value }, index) => {
    const alone = valueAt(index - 1) === null && valueAt(index + 1) === null
    return { start, value, dot: alone || marks.length <= mostDots ? value : null }
  })
}
