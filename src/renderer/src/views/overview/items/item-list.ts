import type { MetricsFilter } from '../../../../../shared/model/metrics.ts'
import type { Span } from '../../../charts/chart-mark.ts'

/** Which items are opened: what kind, of which filter, and what they are called. */
export interface ItemList {
  readonly kind: 'deployments' | 'changes' | 'commits'
  readonly title: string
  readonly filter: MetricsFilter
  /** What sets the list apart from the number it was opened from. */
  readonly note?: string
}

/** The same filter for one bucket of it alone, no wider than its period. */
export const within = (filter: MetricsFilter, { start, end }: Span): MetricsFilter => ({
  ...filter,
  from: Math.max(filter.from, start),
  to: Math.min(filter.to, end),
})
