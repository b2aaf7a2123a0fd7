import type { DeploymentItem, MetricsFilter } from '../../../../../shared/model/metrics.ts'
import type { Span } from '../../../charts/chart-mark.ts'

/** Which items are opened: what kind, of which filter, and what they are called. */
export type ItemList =
  | { readonly kind: 'deployments'; readonly title: string; readonly filter: MetricsFilter }
  | { readonly kind: 'commits'; readonly title: string; readonly filter: MetricsFilter }
  | {
      readonly kind: 'changes'
      readonly title: string
      readonly filter: MetricsFilter
      /** The one deployment whose changes they are; null for those of all. */
      readonly deployment: DeploymentItem | null
    }

/** The same filter for one bucket of it alone, no wider than its period. */
export const within = (filter: MetricsFilter, { start, end }: Span): MetricsFilter => ({
  ...filter,
  from: Math.max(filter.from, start),
  to: Math.min(filter.to, end),
})
