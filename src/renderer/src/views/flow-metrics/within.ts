import type { Span } from '../../charts/chart-mark.ts'

/** The part of a bucket that lies in a period. */
export const within = (period: { readonly from: number; readonly to: number }, { start, end }: Span) => ({
  from: Math.max(period.from, start),
  to: Math.min(period.to, end),
})
