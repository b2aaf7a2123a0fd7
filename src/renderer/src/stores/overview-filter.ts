import { create } from 'zustand'
import type { RepositoryId } from '../../../shared/model/ids.ts'

/** The period on the Overview: so many days up to now, or two calendar days (YYYY-MM-DD, both included). */
export type Period =
  | { readonly kind: 'last'; readonly days: number }
  | { readonly kind: 'custom'; readonly from: string; readonly to: string }

export interface OverviewFilter {
  readonly period: Period
  /** Null means every active repository. */
  readonly repositoryIds: readonly RepositoryId[] | null
  readonly includeBots: boolean
  setPeriod(period: Period): void
  setRepositoryIds(repositoryIds: readonly RepositoryId[] | null): void
  setIncludeBots(includeBots: boolean): void
}

/** What the Overview shows; kept while the user looks at other pages. */
export const useOverviewFilter = create<OverviewFilter>()(set => ({
  period: { kind: 'last', days: 90 },
  repositoryIds: null,
  includeBots: false,
  setPeriod: period => set({ period }),
  setRepositoryIds: repositoryIds => set({ repositoryIds }),
  setIncludeBots: includeBots => set({ includeBots }),
}))
