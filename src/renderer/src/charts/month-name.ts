import { locale } from '../format/locale.ts'

const names = (month: 'short' | 'long') => {
  const format = new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, index) => format.format(Date.UTC(2026, index, 1)))
}
const all = { short: names('short'), long: names('long') }

/** The month of a calendar day (YYYY-MM-DD): `Mar` or `March`. */
export const monthName = (day: string, length: 'short' | 'long'): string =>
  all[length][Number(day.slice(5, 7)) - 1] ?? ''
