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

const monthSteps = [1, 2, 3, 6, 12]

/** The months among `starts` that stand a part of the year apart which people count in; null where even those are too many. */
function monthsApart<Start extends { readonly day: string }>(
  starts: readonly Start[],
  most: number,
): readonly Start[] | null {
  const every = (step: number) => starts.filter(({ day }) => (Number(day.slice(5, 7)) - 1) % step === 0)
  return monthSteps.map(every).find(chosen => chosen.length > 0 && chosen.length <= most) ?? null
}

const yearSteps = [1, 2, 5, 10, 20, 50, 100]

/** The starts of calendar years among the buckets, at most `most`, every 2nd, 5th, 10th … where they are many. */
function yearTicks(days: readonly { readonly at: number; readonly day: string }[], most: number): TimeTick[] {
  const firsts = days
    .map(({ at, day }, index) => ({ at, label: day.slice(0, 4), before: days[index - 1]?.day.slice(0, 4) }))
    .filter(({ label, before }) => before !== undefined && before !== label)
  const every = yearSteps.find(step => firsts.filter(({ label }) => Number(label) % step === 0).length <= most) ?? 1000
  return firsts.filter(({ label }) => Number(label) % every === 0).map(({ at, label }) => ({ at, label }))
}

/**
 * The labels under a chart of consecutive buckets, at most `most`: month names where the buckets are days or weeks over
 * more than two months, else the buckets' own names; years alone where most of those would not fit. The year is told once
 * at the beginning and at each January.
 */
export function timeTicks(starts: readonly number[], bucket: Bucket, timeZone: string, most: number): TimeTick[] {
  const days = starts.map(at => ({ at, day: dayAt(at, timeZone) }))
  if (bucket === 'quarter' && days.length > 3 * most) return yearTicks(days, most)
  if (bucket === 'quarter') return thin(days, most).map(({ at, day }) => ({ at, label: quarterName(day) }))
  const firstOfMonths = days.filter(({ day }, index) => day.slice(0, 7) !== days[index - 1]?.day.slice(0, 7))
  if (bucket !== 'month' && firstOfMonths.length <= 3) {
    return thin(days, most).map(({ at, day }) => ({ at, label: `${Number(day.slice(8))} ${monthName(day, 'short')}` }))
  }
  const whole = bucket === 'month' ? firstOfMonths : firstOfMonths.slice(1)
  if (whole.length > 6 * most) return yearTicks(days, most)
  let year = ''
  return (monthsApart(whole, most) ?? thin(whole, most)).map(({ at, day }) => {
    const told = year === day.slice(0, 4)
    year = day.slice(0, 4)
    return { at, label: told ? monthName(day, 'short') : `${monthName(day, 'short')} ${year}` }
  })
}
