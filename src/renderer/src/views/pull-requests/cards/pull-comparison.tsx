import { formatNoun } from '../../../format/number.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { compare, type Wording } from '../../overview/comparison.ts'

export interface PullComparisonProps {
  readonly now: number | null
  readonly before: number | null
  readonly format: (value: number) => string
  /** Null where more is neither better nor worse. */
  readonly wording: Wording | null
  readonly days: number
}

/** How a number stands against the period before. */
export function PullComparison({ now, before, format, wording, days }: PullComparisonProps) {
  const text = before === null ? null : format(before)
  if (wording) return <ComparisonMark comparison={compare(now, before, wording, format)} before={text} days={days} />
  return <p>{text === null ? 'No data in the period before' : `${text} in the ${formatNoun(days, 'day')} before`}</p>
}
