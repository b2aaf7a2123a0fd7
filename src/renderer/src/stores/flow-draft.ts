import { z } from 'zod'
import { create, type StateCreator } from 'zustand'
import { persist } from 'zustand/middleware'
import type { FreeIds } from '../../../shared/flow/adopt-ids.ts'
import { describeChanges } from '../../../shared/flow/describe-changes.ts'
import { renumberAdded } from '../../../shared/flow/renumber-added.ts'
import { FlowConfig } from '../../../shared/model/flow.ts'

/** A configuration under a revision. */
const Base = z.object({ revision: z.int().positive(), config: FlowConfig })
export type DraftBase = z.infer<typeof Base>

const Kept = z.object({
  base: Base,
  present: FlowConfig,
  lastStepId: z.int().nonnegative(),
  lastFlowId: z.int().nonnegative(),
})

/** Edits of the flow configuration that are not saved yet, each to be taken back. */
export interface FlowDraft {
  /** What the draft began from; null without a draft. */
  readonly base: DraftBase | null
  readonly past: readonly FlowConfig[]
  readonly present: FlowConfig | null
  readonly future: readonly FlowConfig[]
  /** The highest ids given in this draft, also to what was taken back since. */
  readonly lastStepId: number
  readonly lastFlowId: number
  /** Applies an edit to the draft, beginning one from `inForce` when there is none. One that changes nothing is none. */
  edit(inForce: DraftBase, edit: (config: FlowConfig) => FlowConfig): void
  /**
   * The draft stands on a newer configuration from now on: what that changed is overwritten when the draft is saved. What the draft
   * added gets ids the newer one cannot have given to something else.
   */
  rebase(inForce: DraftBase, free: FreeIds): void
  undo(): void
  redo(): void
  discard(): void
}

const highestIds = ({ flows }: FlowConfig, before: Pick<FlowDraft, 'lastStepId' | 'lastFlowId'>) => ({
  lastStepId: Math.max(before.lastStepId, ...flows.flatMap(flow => flow.steps.map(({ id }) => id))),
  lastFlowId: Math.max(before.lastFlowId, ...flows.map(({ id }) => id)),
})

const mostSteps = 200

const none = { base: null, past: [], present: null, future: [], lastStepId: 0, lastFlowId: 0 }

/** A draft that is kept as long as the store is. */
export const draftState: StateCreator<FlowDraft> = set => ({
  ...none,
  edit: (inForce, edit) =>
    set(state => {
      const before = state.present ?? inForce.config
      const present = edit(before)
      if (present === before) return state
      return {
        base: state.base ?? inForce,
        past: [...state.past, before].slice(-mostSteps),
        present,
        future: [],
        ...highestIds(present, state),
      }
    }),
  rebase: (inForce, free) =>
    set(({ base, present, lastStepId, lastFlowId }) => {
      if (!base || !present) return {}
      const nextStepId = Math.max(free.nextStepId, lastStepId + 1)
      const nextFlowId = Math.max(free.nextFlowId, lastFlowId + 1)
      const renumbered = renumberAdded(present, base.config, { nextStepId, nextFlowId })
      if (describeChanges(inForce.config, renumbered).length === 0) return none
      return {
        base: inForce,
        past: [],
        present: renumbered,
        future: [],
        ...highestIds(renumbered, { lastStepId, lastFlowId }),
      }
    }),
  undo: () =>
    set(({ past, present, future }) => {
      const before = past.at(-1)
      if (!before || !present) return {}
      return { past: past.slice(0, -1), present: before, future: [present, ...future] }
    }),
  redo: () =>
    set(({ past, present, future }) => {
      const [next, ...rest] = future
      if (!next || !present) return {}
      return { past: [...past, present], present: next, future: rest }
    }),
  discard: () => set(none),
})

/** The draft is kept over navigation and reloads, what can be taken back only over navigation. */
export const useFlowDraft = create<FlowDraft>()(
  persist(draftState, {
    name: 'weir.flow-draft',
    partialize: ({ base, present, lastStepId, lastFlowId }) => ({ base, present, lastStepId, lastFlowId }),
    merge: (kept, current) => {
      const parsed = Kept.safeParse(kept)
      return parsed.success ? { ...current, ...parsed.data } : current
    },
  }),
)

/** Whether a draft differs from what it began from. */
export const differs = ({ base, present }: Pick<FlowDraft, 'base' | 'present'>): boolean =>
  base !== null && present !== null && describeChanges(base.config, present).length > 0
