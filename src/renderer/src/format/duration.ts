import { formatDecimal } from './number.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A length of time in its two largest units: `850 ms`, `4.2 s`, `3 min 20 s`, `5 h 10 min`, `12 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < second) return `${Math.round(ms)} ms`
  if (ms < 9.95 * second) return `${(ms / second).toFixed(1)} s`
  if (ms < minute - 500) return `${Math.round(ms / second)} s`
  if (ms < hour - 500) return pair(ms, minute, 'min', second, 's')
  if (ms < day - 30 * second) return pair(ms, hour, 'h', minute, 'min')
  return pair(ms, day, 'd', hour, 'h')
}

function pair(ms: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const smalls = Math.round(ms / small)
  const perLarge = large / small
  const rest = smalls % perLarge
  const wholes = `${Math.floor(smalls / perLarge)} ${largeUnit}`
  return rest === 0 ? wholes : `${wholes} ${rest} ${smallUnit}`
}

/** How long something will still take, as coarse as the guess is: `a few seconds`, `about 3 min`, `about 2 h`. */
export function formatRemaining(ms: number): string {
  if (ms < 5 * second) return 'a few seconds left'
  if (ms < minute) return `about ${Math.ceil(ms / (5 * second)) * 5} s left`
  if (ms < hour) return `about ${Math.ceil(ms / minute)} min left`
  return `about ${Math.ceil(ms / hour)} h left`
}

/** How long until something happens, rounded up: `35 s`, `42 min`, `1 h 5 min`, `2 d 3 h`. */
export function formatUntil(ms: number): string {
  if (ms <= minute) return `${Math.max(1, Math.ceil(ms / second))} s`
  if (ms <= hour - minute) return `${Math.ceil(ms / minute)} min`
  if (ms <= day - minute) return pair(Math.ceil(ms / minute) * minute, hour, 'h', minute, 'min')
  return pair(ms, day, 'd', hour, 'h')
}

/** A length of working time, in hours, since a working day has no fixed length: `45 min`, `4.5 h`, `34 h`. */
export function formatWorkingTime(ms: number): string {
  if (ms < 59.5 * minute) return `${Math.round(ms / minute)} min`
  return `${ms < 9.95 * hour ? formatDecimal(ms / hour) : Math.round(ms / hour).toLocaleString('en')} h`
}
