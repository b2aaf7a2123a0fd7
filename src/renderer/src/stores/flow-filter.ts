import { z } from 'zod'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { BackwardRule, FlowClock } from '../../../shared/model/flow-filter.ts'
import { TimeKind } from '../../../shared/model/flow-metrics.ts'
import { FlowId, LabelId, ProjectId, SprintId, TeamId } from '../../../shared/model/ids.ts'
import { Bucket } from '../../../shared/model/metrics.ts'
import { PeriodChoice } from '../format/period.ts'

/** Null means all of a kind. */
const some = <Id extends z.ZodType>(id: Id) => z.array(id).min(1).nullable()

export const FlowChoices = z.object({
  period: PeriodChoice,
  /** Null lets Weir choose the bucket that suits the period. */
  bucket: Bucket.nullable(),
  clock: FlowClock,
  backward: BackwardRule,
  /** Which time is looked at: from start or from creation to done. */
  timeOf: TimeKind,
  /** Null is the first flow. */
  flowId: FlowId.nullable(),
  projectIds: some(ProjectId),
  issueTypes: some(z.string()),
  sprintIds: some(SprintId),
  labelIds: some(LabelId),
  teamId: TeamId.nullable(),
  /** Days a forecast is drawn from. */
  historyDays: z.int().min(7).max(730),
})
export type FlowChoices = z.infer<typeof FlowChoices>

export interface FlowFilterStore extends FlowChoices {
  choose(choices: Partial<FlowChoices>): void
}

export const initialFlowChoices: FlowChoices = {
  period: { kind: 'preset', preset: 'last-90-days' },
  bucket: null,
  clock: 'elapsed',
  backward: 'keep',
  timeOf: 'cycle',
  flowId: null,
  projectIds: null,
  issueTypes: null,
  sprintIds: null,
  labelIds: null,
  teamId: null,
  historyDays: 90,
}

/** What is kept from an earlier session, where it is still of a form this version knows. */
export const keptFlowChoices = (kept: unknown): FlowChoices => FlowChoices.catch(initialFlowChoices).parse(kept)

/** What the flow pages show; kept over navigation and from one session to the next. */
export const useFlowChoices = create<FlowFilterStore>()(
  persist(
    set => ({
      ...initialFlowChoices,
      choose: choices => set(choices),
    }),
    {
      name: 'weir.flow-filter',
      partialize: ({ choose: _, ...choices }) => choices,
      merge: (kept, current) => ({ ...current, ...(kept !== undefined && keptFlowChoices(kept)) }),
    },
  ),
)
