import type { BackwardRule } from '../../../../shared/model/flow-filter.ts'
import type { WorkingCalendar } from '../../../../shared/model/working-calendar.ts'

/*
 * Flow metrics a second time, from metrics.md alone: plain loops over one issue after the other, whatever they cost. Nothing here is used by
 * the product, and nothing here uses it.
 */

const hour = 3_600_000
export type Category = 'todo' | 'in_progress' | 'done' | 'unmapped'

export interface PlainStep {
  readonly name: string
  readonly category: Exclude<Category, 'unmapped'>
  readonly wait: boolean
  readonly statuses: readonly string[]
}

/** Where an issue was from a moment to before another; null lasts. */
export interface PlainInterval {
  readonly step: string
  readonly category: Category
  readonly from: number
  readonly to: number | null
}

/** The intervals of an issue, known until `asOf`. What lasted no time was not. */
export function intervalsOf(
  way: readonly (readonly [status: string, at: number])[],
  steps: readonly PlainStep[],
  asOf = Number.POSITIVE_INFINITY,
): readonly PlainInterval[] {
  const known = way.filter(([, at]) => at <= asOf)
  const found: PlainInterval[] = []
  for (const [i, [status, from]] of known.entries()) {
    const to = known[i + 1]?.[1] ?? null
    if (to === from) continue
    const step = steps.find(each => each.statuses.some(name => name.toLowerCase() === status.toLowerCase()))
    const interval = { step: step?.name ?? 'Unmapped', category: step?.category ?? 'unmapped', from, to } as const
    const before = found.at(-1)
    if (before?.step === interval.step) found[found.length - 1] = { ...before, to }
    else found.push(interval)
  }
  return found
}

export const doneAt = (intervals: readonly PlainInterval[]): number | null => {
  const last = intervals.at(-1)
  return last?.category === 'done' ? last.from : null
}

/** Keep and pause: the first entry into an in-progress step. Restart: the last one from to-do or done; to-do takes the start away. */
export function startedAt(intervals: readonly PlainInterval[], rule: BackwardRule): number | null {
  const working = intervals.filter(({ category }) => category === 'in_progress')
  if (rule !== 'restart') return working[0]?.from ?? null
  const lastTodo = intervals.findLastIndex(({ category }) => category === 'todo')
  const since = intervals.slice(lastTodo + 1).filter(({ category }) => category !== 'unmapped')
  const lastDone = since.findLastIndex(({ category }, i) => category === 'done' && i < since.length - 1)
  return (
    since.slice(lastDone + 1).find(({ category }) => category === 'in_progress')?.from ??
    since.find(({ category }) => category === 'in_progress')?.from ??
    null
  )
}

export type Clock = (from: number, to: number) => number
export const elapsedClock: Clock = (from, to) => to - from

/** Asks the wall clock at every hour; instants and office hours are whole hours. */
export function hourlyClock({ days, hours, holidays }: WorkingCalendar, timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' },
    weekday: 'short',
  })
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const known = new Map<number, boolean>()
  const works = (at: number): boolean => {
    const before = known.get(at)
    if (before !== undefined) return before
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
    const time = `${parts.get('hour')}:00`
    const answer =
      days.includes(names.indexOf(parts.get('weekday') ?? '') + 1) &&
      !holidays.includes(date) &&
      time >= hours.from &&
      time < hours.to
    known.set(at, answer)
    return answer
  }
  return (from, to) => {
    let worked = 0
    for (let at = from; at < to; at += hour) if (works(at)) worked += hour
    return worked
  }
}

/** Time since the start until an instant, by the rule; null before the start. */
export function ranFor(
  intervals: readonly PlainInterval[],
  { rule, clock, until }: { readonly rule: BackwardRule; readonly clock: Clock; readonly until: number },
): number | null {
  const started = startedAt(intervals, rule)
  if (started === null || started > until) return null
  if (rule !== 'pause') return clock(started, until)
  return intervals
    .filter(({ category, from }) => category === 'in_progress' && from < until)
    .reduce((sum, { from, to }) => sum + clock(from, Math.min(to ?? until, until)), 0)
}

/** Hyndman and Fan's type 7, from its definition. */
export function percentile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const h = (sorted.length - 1) * p + 1
  const [low, high] = [sorted[Math.floor(h) - 1] ?? 0, sorted[Math.ceil(h) - 1] ?? 0]
  return low + (h - Math.floor(h)) * (high - low)
}

/** The date of an instant in a zone, as `2026-03-29`. */
export function dateIn(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}

/** The Monday of a date. */
export function mondayBefore(date: string): string {
  const day = new Date(`${date}T12:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}
