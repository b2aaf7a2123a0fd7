/** What each token may still ask for, by resource. */
export interface Limits {
  /** Counts a request. False when there are none left. */
  take(token: string, resource: string): boolean
  /** The headers that tell of it. */
  headers(token: string, resource: string): Readonly<Record<string, string>>
}

export interface QuotaOptions {
  readonly limit: number
  /** All are there again after so long. */
  readonly windowMs: number
}

export function createLimits({ limit, windowMs }: QuotaOptions, now: () => number): Limits {
  const used = new Map<string, { count: number; resetsAt: number }>()
  const entryOf = (token: string, resource: string) => {
    const key = `${token} ${resource}`
    const known = used.get(key)
    if (known && known.resetsAt > now()) return known
    const fresh = { count: 0, resetsAt: now() + windowMs }
    used.set(key, fresh)
    return fresh
  }
  return {
    take(token, resource) {
      const entry = entryOf(token, resource)
      if (entry.count >= limit) return false
      entry.count++
      return true
    },
    headers(token, resource) {
      const { count, resetsAt } = entryOf(token, resource)
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-used': String(count),
        'x-ratelimit-remaining': String(limit - count),
        'x-ratelimit-reset': String(Math.ceil(resetsAt / 1000)),
        'x-ratelimit-resource': resource,
      }
    },
  }
}
