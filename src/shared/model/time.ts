import { z } from 'zod'

/** A UTC instant in epoch milliseconds. */
export const Instant = z.int()
/** A length of time in milliseconds, never negative. */
export const DurationMs = z.number().nonnegative()
export const Count = z.int().nonnegative()

/** An IANA time zone name this runtime knows. */
export const TimeZone = z.string().refine(
  zone => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
    } catch {
      return false
    }
  },
  { error: 'Not a known time zone' },
)
