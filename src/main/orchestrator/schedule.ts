import { Cron } from 'croner'
import { WeirError } from '../../shared/contract/weir-error.ts'

/**
 * The times after `after` at which a cron expression of five fields is due, in the time zone (IANA name), at most `count` of
 * them. Empty when it never is again. @throws WeirError `settings.invalid` naming the field `schedule`.
 */
export function nextTimes(schedule: string, timeZone: string, after: number, count: number): number[] {
  try {
    const cron = new Cron(schedule, { timezone: timeZone, mode: '5-part', paused: true })
    return cron.nextRuns(count, new Date(after)).map(time => time.getTime())
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'It cannot be read.'
    throw new WeirError('settings.invalid', {
      hint: 'A schedule has five fields: minute, hour, day of the month, month, day of the week. “0 7 * * 1-5” is 7:00 on working days.',
      fields: [{ path: 'schedule', message: reason }],
      cause: error,
    })
  }
}

/** When the next cycle is due; null when cycles are off. A last one in the future (the clock was set back) counts as just now. */
export function nextCycle(lastCycleAt: number, cycleMinutes: number | null, now: number): number | null {
  return cycleMinutes === null ? null : Math.min(lastCycleAt, now) + cycleMinutes * 60_000
}

/**
 * When a schedule is due, counted from when it was last obeyed: in the past if that was missed, however often. Null when it
 * never is, or cannot be read (any more).
 */
export function nextScheduled(schedule: string, timeZone: string, obeyedAt: number, now: number): number | null {
  try {
    return nextTimes(schedule, timeZone, Math.min(obeyedAt, now), 1)[0] ?? null
  } catch {
    return null
  }
}
