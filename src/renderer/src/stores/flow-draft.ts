import { z } from 'zod'
import { create, type StateCreator } from 'zustand'
import { persist } from 'zustand/middleware'
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
  /** The draft stands on a newer configuration from now on: what it changed meanwhile is overwritten when it is saved. */
  rebase(inForce: DraftBase): void
  undo(): void
  redo(): void
  discard(): void
}

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
        lastStepId: Math.max(state.lastStepId, ...present.flows.flatMap(flow => flow.steps.map(({ id }) => id))),
        lastFlowId: Math.max(state.lastFlowId, ...present.flows.map(({ id }) => id)),
      }
    }),
  rebase: base => set({ base }),
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
