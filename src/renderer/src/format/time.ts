import { locale } from './locale.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone, ...options })
  formatters.set(key, made)
  return made
}

/** An instant (epoch ms) as `21 Nov 2026, 14:05` in a time zone. */
export const formatDateTime = (at: number, timeZone: string): string =>
  formatter(timeZone, { dateStyle: 'medium', timeStyle: 'short' }).format(at)

/** An instant as `21 Nov 2026, 14:05:09`. */
export const formatExact = (at: number, timeZone: string): string =>
  formatter(timeZone, { dateStyle: 'medium', timeStyle: 'medium' }).format(at)

/** An instant as `Mon 23 Nov 2026, 07:00`, for times to come. */
export const formatWeekdayTime = (at: number, timeZone: string): string =>
  formatter(timeZone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

/** An instant's calendar day as `21 Nov 2026`. */
export const formatDate = (at: number, timeZone: string): string =>
  formatter(timeZone, { dateStyle: 'medium' }).format(at)

/** An instant's time of day as `14:05`. */
export const formatClock = (at: number, timeZone: string): string =>
  formatter(timeZone, { timeStyle: 'short' }).format(at)

/** An instant's time of day with seconds, for logs. */
export const formatClockSeconds = (at: number, timeZone: string): string =>
  formatter(timeZone, { timeStyle: 'medium' }).format(at)

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const steps = [
  { unit: 'minute', ms: 60_000, until: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, until: 86_400_000 },
  { unit: 'day', ms: 86_400_000, until: 30 * 86_400_000 },
  { unit: 'month', ms: 30.44 * 86_400_000, until: 365 * 86_400_000 },
  { unit: 'year', ms: 365.25 * 86_400_000, until: Number.POSITIVE_INFINITY },
] as const

/** How long ago (or ahead) an instant is: `just now`, `5 minutes ago`, `yesterday`. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now
  const size = Math.abs(distance)
  if (size < 45_000) return 'just now'
  for (const { unit, ms, until } of steps) {
    const amount = Math.max(1, Math.round(size / ms))
    if (amount * ms < until) return relative.format(Math.sign(distance) * amount, unit)
  }
  return relative.format(0, 'second')
}
