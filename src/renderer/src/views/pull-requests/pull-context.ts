import type { PullSort, PullsWhat } from '../../../../shared/model/pull-requests.ts'
import type { ChosenFilter } from '../overview/use-metrics-filter.ts'

/** Which pull requests are opened: what they are behind, of which filter, and what they are called. */
export interface PullListing {
  readonly title: string
  readonly filter: ChosenFilter['filter']
  readonly what: PullsWhat
  readonly sort: PullSort
  /** What sets the list apart from the number it was opened from. */
  readonly note?: string
}

export interface Period {
  readonly from: number
  readonly to: number
}

/** From `from` to before `to`; null has no end. */
export interface Range {
  readonly from: number
  readonly to: number | null
}

/** What the user can do about missing input. */
export type PullRemedy = 'connections' | 'filter' | 'period'

/** What every card needs besides its numbers. */
export interface PullContext {
  /** What the numbers were asked with. */
  readonly chosen: ChosenFilter
  /** They are of an earlier choice; the answer to the new one is on its way. */
  readonly stale: boolean
  readonly teamName: string | null
  readonly onOpen: (listing: Omit<PullListing, 'filter'>) => void
  readonly onRemedy: (remedy: PullRemedy) => void
}
