import { z } from 'zod'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { RepositoryId, ServiceId, TeamId } from '../../../shared/model/ids.ts'
import { Bucket, LeadTimeStart } from '../../../shared/model/metrics.ts'
import { PeriodChoice } from '../format/period.ts'

export const OverviewChoices = z.object({
  period: PeriodChoice,
  /** Null lets Weir choose the bucket that suits the period. */
  bucket: Bucket.nullable(),
  /** Null means every active repository. */
  repositoryIds: z.array(RepositoryId).min(1).nullable(),
  /** Null means every service, and the repositories that have none. */
  serviceIds: z.array(ServiceId).min(1).nullable().default(null),
  /** Null means everybody. */
  teamId: TeamId.nullable().default(null),
  includeBots: z.boolean(),
  leadTimeFrom: LeadTimeStart.default('first_commit'),
})
export type OverviewChoices = z.infer<typeof OverviewChoices>

export interface OverviewFilter extends OverviewChoices {
  choose(choices: Partial<OverviewChoices>): void
}

export const initialOverviewChoices: OverviewChoices = {
  period: { kind: 'preset', preset: 'last-90-days' },
  bucket: null,
  repositoryIds: null,
  serviceIds: null,
  teamId: null,
  includeBots: false,
  leadTimeFrom: 'first_commit',
}

/** What is kept from an earlier session, where it is still of a form this version knows. */
export const keptChoices = (kept: unknown): OverviewChoices => OverviewChoices.catch(initialOverviewChoices).parse(kept)

/** What the Overview shows; kept over navigation and from one session to the next. */
export const useOverviewFilter = create<OverviewFilter>()(
  persist(
    set => ({
      ...initialOverviewChoices,
      choose: choices => set(choices),
    }),
    {
      name: 'weir.overview-filter',
      partialize: ({ choose: _, ...choices }) => choices,
      merge: (kept, current) => ({ ...current, ...(kept !== undefined && keptChoices(kept)) }),
    },
  ),
)
