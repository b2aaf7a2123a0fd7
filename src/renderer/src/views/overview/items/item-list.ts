import type { DeploymentId } from '../../../../../shared/model/ids.ts'
import type { MetricsFilter } from '../../../../../shared/model/metrics.ts'
import type { Span } from '../../../charts/chart-mark.ts'

interface Opened {
  readonly title: string
  readonly filter: MetricsFilter
  /** What sets the list apart from the number it was opened from. */
  readonly note?: string
}

/** Which items are opened: what kind, of which filter, and what they are called. */
export type ItemList = Opened &
  (
    | { readonly kind: 'deployments'; readonly only?: 'failed' | 'unplanned' }
    | { readonly kind: 'incidents'; readonly only?: 'without_deployment' | 'open' }
    | { readonly kind: 'changes' | 'commits' }
    /** One deployment by itself. */
    | { readonly kind: 'deployment'; readonly deploymentId: DeploymentId }
  )

/** The same filter for one bucket of it alone, no wider than its period. */
export const within = (filter: MetricsFilter, { start, end }: Span): MetricsFilter => ({
  ...filter,
  from: Math.max(filter.from, start),
  to: Math.min(filter.to, end),
})
