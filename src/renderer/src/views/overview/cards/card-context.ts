import type { ReactNode } from 'react'
import type { DoraMetrics } from '../../../../../shared/model/metrics.ts'
import type { ItemList } from '../items/item-list.ts'
import type { Remedy } from '../no-data.ts'
import type { ChosenFilter } from '../use-metrics-filter.ts'

export interface DoraCardProps {
  readonly dora: DoraMetrics
  readonly context: CardContext
  /** How the number stands by a benchmark, where one is chosen. */
  readonly badge?: ReactNode
}

/** What every card needs besides its numbers. */
export interface CardContext {
  /** What the numbers were asked with. */
  readonly chosen: ChosenFilter
  /** They are of an earlier choice; the answer to the new one is on its way. */
  readonly stale: boolean
  readonly syncing: boolean
  readonly chartHeight: number
  readonly onOpen: (list: ItemList) => void
  readonly onRemedy: (remedy: Remedy) => void
}
