/** What can go wrong on a request, with any remote. */
export type CommonTrouble =
  | { readonly kind: 'rate_limited'; readonly retryAfterSeconds?: number; readonly resetSeconds?: number }
  /** The quota is used up, or near its end where some `remaining` is said. */
  | { readonly kind: 'quota'; readonly resetSeconds: number; readonly remaining?: number }
  | { readonly kind: 'error'; readonly status: number }
  | { readonly kind: 'html' }
  /** The connection is dropped before the answer, or in the middle of it. */
  | { readonly kind: 'drop'; readonly midway?: boolean }
  | { readonly kind: 'slow'; readonly ms: number }

export interface TroubleRule<Trouble> {
  readonly trouble: Trouble
  /** Requests whose method and path (`GET /rest/api/3/myself`) match; all, if absent. */
  readonly when?: RegExp
  /** How many matching requests pass first (0) and how many then go wrong (1). */
  readonly after?: number
  readonly times?: number
}

export interface Misbehaviour<Trouble> {
  /** Plans trouble; rules are looked at in the order they came. */
  plan(rule: TroubleRule<Trouble>): void
  /** What goes wrong with this request, if anything. */
  next(request: string): Trouble | null
}

export function createMisbehaviour<Trouble>(): Misbehaviour<Trouble> {
  const rules: { readonly rule: TroubleRule<Trouble>; seen: number }[] = []
  return {
    plan: rule => void rules.push({ rule, seen: 0 }),
    next(request) {
      for (const entry of rules) {
        const { trouble, when = /(?:)/, after = 0, times = 1 } = entry.rule
        if (!when.test(request)) continue
        const number = entry.seen++
        if (number >= after && number < after + times) return trouble
      }
      return null
    },
  }
}
