import type { Budget, HttpHead } from '../../connectors/sdk/http.ts'

/** What an answer says about the remote's limits. */
export interface Limit {
  /** The request was refused for its number and is to be repeated. */
  readonly refused: boolean
  /** Nothing is to be asked for so long; null when the answer does not say, 0 when more may be asked at once. */
  readonly holdMs: number | null
}

/**
 * Reads `Retry-After` (seconds or a date), `X-RateLimit-Remaining`, `-Reset` (epoch seconds, seconds from now or a date),
 * `-Interval-Seconds` and `-NearLimit`, and the first two as `RateLimit-…` too. Near a limit what remains is spread over the time
 * until it is reset, so that it is not hit. Times are taken against the answer's own `Date`, so that a wrong clock here does not matter.
 * `known`: the answer is known to be a refusal, whatever its status.
 */
export function limitOf({ status, headers }: HttpHead, now: number, known = false): Limit {
  const at = timeOf(headers['date']) ?? now
  const remaining = countOf(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'])
  const exhausted = remaining === 0
  const retryAfterMs = delayOf(headers['retry-after'], at)
  const refused = known || status === 429 || (status === 403 && (exhausted || retryAfterMs !== null))
  const told = retryAfterMs !== null && retryAfterMs > 0 ? retryAfterMs : null
  const resetMs = positive(delayOf(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'], at))
  if (!refused && !exhausted) {
    if (status >= 500) return { refused, holdMs: told ?? 0 }
    const near = headers['x-ratelimit-nearlimit']?.trim().toLowerCase() === 'true'
    return { refused, holdMs: near ? easedMs(resetMs, remaining) : 0 }
  }
  const intervalMs = positive(delayOf(headers['x-ratelimit-interval-seconds'], at))
  // With some left, it was another limit that refused: when that ends is not told.
  const ownResetMs = remaining === null || exhausted ? resetMs : null
  return { refused, holdMs: told ?? ownResetMs ?? intervalMs ?? (refused ? null : 0) }
}

const longestEaseMs = 2_000

/** The pause after an answer near the limit: shorter, the more may still be asked. */
const easedMs = (resetMs: number | null, remaining: number | null) =>
  resetMs === null || remaining === null ? longestEaseMs / 4 : Math.min(resetMs / remaining, longestEaseMs)

/** What an answer tells of its limit by `X-RateLimit-Limit`, `-Remaining`, `-Reset` and `-Resource`; null when it does not. */
export function budgetOf({ headers }: HttpHead, now: number): Budget | null {
  const limit = countOf(headers['x-ratelimit-limit'])
  const remaining = countOf(headers['x-ratelimit-remaining'])
  const resetMs = delayOf(headers['x-ratelimit-reset'], timeOf(headers['date']) ?? now)
  if (limit === null || remaining === null || resetMs === null) return null
  return { name: headers['x-ratelimit-resource'] ?? '', limit, remaining, resetsAt: Math.round(now + resetMs) }
}

function countOf(value: string | undefined): number | null {
  const count = value === undefined || value.trim() === '' ? Number.NaN : Number(value)
  return Number.isSafeInteger(count) && count >= 0 ? count : null
}

const positive = (ms: number | null) => (ms !== null && ms > 0 ? ms : null)

/** Nobody means a longer one; beyond some hundred thousand years there is no date to show. */
const longestDelayMs = 365 * 24 * 3_600_000

/** Larger numbers are epoch seconds, smaller ones a delay. */
const leastEpochSeconds = 100_000_000

function delayOf(value: string | undefined, at: number): number | null {
  if (value === undefined || value.trim() === '') return null
  const number = Number(value)
  const time = timeOf(value)
  if (Number.isNaN(number)) return time === null ? null : Math.min(time - at, longestDelayMs)
  return Math.min(number >= leastEpochSeconds ? number * 1000 - at : number * 1000, longestDelayMs)
}

function timeOf(value: string | undefined): number | null {
  const time = value === undefined ? Number.NaN : Date.parse(value)
  return Number.isNaN(time) ? null : time
}
