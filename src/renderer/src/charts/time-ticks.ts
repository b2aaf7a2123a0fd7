import type { Bucket } from '../../../shared/model/metrics.ts'
import { dayAt } from '../format/period.ts'
import { quarterName } from './bucket-name.ts'
import { monthName } from './month-name.ts'

export interface TimeTick {
  /** The start (epoch ms) of the bucket the tick stands under. */
  readonly at: number
  readonly label: string
}

/** Every `step`th element, counted from the last so that the newest always stays. */
const thin = <Item>(items: readonly Item[], most: number): readonly Item[] => {
  const step = Math.max(1, Math.ceil(items.length / Math.max(1, most)))
  return items.filter((_, index) => (items.length - 1 - index) % step === 0)
}

/**
 * The labels under a chart of consecutive buckets, at most `most`: month names where the buckets are days or weeks over
 * more than two months, else the buckets' own names. The year is told once at the beginning and at each January.
 */
export function timeTicks(starts: readonly number[], bucket: Bucket, timeZone: string, most: number): TimeTick[] {
  const days = starts.map(at => ({ at, day: dayAt(at, timeZone) }))
  if (bucket === 'quarter') return thin(days, most).map(({ at, day }) => ({ at, label: quarterName(day) }))
  const firstOfMonths = days.filter(({ day }, index) => day.slice(0, 7) !== days[index - 1]?.day.slice(0, 7))
  if (bucket !== 'month' && firstOfMonths.length <= 3) {
    return thin(days, most).map(({ at, day }) => ({ at, label: `${Number(day.slice(8))} ${monthName(day, 'short')}` }))
  }
  const whole = bucket === 'month' ? firstOfMonths : firstOfMonths.slice(1)
  let year = ''
  return thin(whole, most).map(({ at, day }) => {
    const told = year === day.slice(0, 4)
    year = day.slice(0, 4)
    return { at, label: told ? monthName(day, 'short') : `${monthName(day, 'short')} ${year}` }
  })
}
