import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import { WeirError } from '../../shared/contract/weir-error.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

const day = /^\d{4}-\d{2}-\d{2}$/
const withOffset = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/

export interface Period {
  /** Epoch ms; the period is [from, to). */
  readonly from: number
  readonly to: number
}

/**
 * The period as people name it: days (2026-01-31) in the time zone, both included; or instants with their offset, the last excluded.
 * @throws WeirError `rpc.invalid_input`
 */
export function parsePeriod(from: string, to: string, timeZone: string): Period {
  const period = { from: instant('from', from, timeZone, 0), to: instant('to', to, timeZone, 1) }
  if (period.from < period.to) return period
  throw invalid('to', 'must not be before --from')
}

function instant(option: 'from' | 'to', text: string, timeZone: string, addDays: number): number {
  if (withOffset.test(text) && !Number.isNaN(Date.parse(text))) return Date.parse(text)
  const start = Date.parse(`${text}T00:00:00Z`)
  // Date rolls 31 February over to March; the text it came from would differ.
  if (!day.test(text) || Number.isNaN(start) || !new Date(start).toISOString().startsWith(text))
    throw invalid(option, 'takes a day such as 2026-01-31, or an instant such as 2026-01-31T12:00:00Z')
  const wanted = new Date(start + addDays * 86_400_000).toISOString().slice(0, 10)
  return dayjs.tz(`${wanted}T00:00:00`, timeZone).valueOf()
}

const invalid = (option: string, message: string) =>
  new WeirError('rpc.invalid_input', { hint: `--${option} ${message}.`, fields: [{ path: option, message }] })
