import { locale } from './locale.ts'

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })

/** A count with thousands separators. */
export const formatCount = (count: number): string => whole.format(count)

/** A count shortened for tight places: 12.3k, 3.3M. */
export const formatCompact = (count: number): string => compact.format(count).replace('m', 'M')

/** A number with at most one decimal. */
export const formatDecimal = (value: number): string => oneDigit.format(value)

/** A fraction 0..1 as per cent, rounded down so that only the whole is 100 %. */
export const formatPercent = (fraction: number): string => percent.format(Math.floor(fraction * 100) / 100)

const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })

/** A share 0..1 as per cent with at most one decimal: 37.5%. */
export const formatShare = (fraction: number): string => share.format(fraction)

/** Records per second: `1,240/s`; below ten with a decimal. */
export const formatRate = (perSecond: number): string =>
  `${perSecond < 10 ? oneDigit.format(perSecond) : whole.format(perSecond)}/s`

/** A count with its noun: `1 commit`, `2 commits`. */
export const formatNoun = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes in the decimal units of disks: `1.5 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? whole : oneDigit
  return `${digits.format(value)} ${byteUnits[unit]}`
}
