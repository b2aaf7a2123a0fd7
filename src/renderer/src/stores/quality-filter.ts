import { z } from 'zod'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { TeamId } from '../../../shared/model/ids.ts'

/** Null looks at all time. */
const QualityPeriod = z.enum(['last-4-weeks', 'last-90-days', 'last-12-months']).nullable()
export type QualityPeriod = z.infer<typeof QualityPeriod>

const Choices = z.object({ period: QualityPeriod, teamId: TeamId.nullable() })
type Choices = z.infer<typeof Choices>

export interface QualityChoices extends Choices {
  choose(choices: Partial<Choices>): void
}

const initial: Choices = { period: null, teamId: null }

/** What the Data quality page looks at; kept over navigation and reloads. */
export const useQualityChoices = create<QualityChoices>()(
  persist(set => ({ ...initial, choose: choices => set(choices) }), {
    name: 'weir.quality-filter',
    partialize: ({ choose: _, ...choices }) => choices,
    merge: (kept, current) => ({ ...current, ...Choices.catch(initial).parse(kept ?? initial) }),
  }),
)
