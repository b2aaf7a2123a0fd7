import { useMemo } from 'react'
import { describeChanges } from '../../../../shared/flow/describe-changes.ts'
import { validateFlowConfig } from '../../../../shared/flow/validate-flow-config.ts'
import type { FlowConfig } from '../../../../shared/model/flow.ts'
import type { FlowMapping, FlowProblem, KnownStatus } from '../../../../shared/model/flow-mapping.ts'
import { FlowId, FlowStepId } from '../../../../shared/model/ids.ts'
import { type DraftBase, useFlowDraft } from '../../stores/flow-draft.ts'

/** What the page shows and how it is changed. */
export interface FlowEditor {
  readonly inForce: DraftBase
  readonly statuses: readonly KnownStatus[]
  /** The draft, or what is in force. */
  readonly config: FlowConfig
  /** What the draft changes, a sentence each; empty without a draft, or when it comes to the same. */
  readonly changes: readonly string[]
  readonly problems: readonly FlowProblem[]
  /** The newest version is not the one the draft began from. */
  readonly outdated: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  edit(edit: (config: FlowConfig) => FlowConfig): void
  /** An id that no step has ever had. */
  newStepId(): FlowStepId
  newFlowId(): FlowId
  undo(): void
  redo(): void
  discard(): void
  /** Keeps the draft though somebody else has saved: saving it overwrites theirs. */
  keepAnyway(): void
}

/** The configuration being edited: the draft over what is in force. */
export function useFlowEditor(mapping: FlowMapping, inForce: DraftBase): FlowEditor {
  const draft = useFlowDraft()
  const config = draft.present ?? inForce.config
  const base = draft.base?.config ?? inForce.config
  const changes = useMemo(() => describeChanges(base, config), [base, config])
  const problems = useMemo(
    () =>
      validateFlowConfig(config, {
        statuses: mapping.statuses.map(({ name }) => name),
        issueTypes: mapping.issueTypes.map(({ name }) => name),
      }),
    [config, mapping.statuses, mapping.issueTypes],
  )
  return {
    inForce,
    statuses: mapping.statuses,
    config,
    changes,
    problems,
    outdated: draft.base !== null && draft.base.revision !== inForce.revision,
    canUndo: draft.past.length > 0,
    canRedo: draft.future.length > 0,
    edit: edit => draft.edit(inForce, edit),
    newStepId: () => FlowStepId.parse(Math.max(mapping.nextStepId, draft.lastStepId + 1)),
    newFlowId: () => FlowId.parse(Math.max(mapping.nextFlowId, draft.lastFlowId + 1)),
    undo: draft.undo,
    redo: draft.redo,
    discard: draft.discard,
    keepAnyway: () => draft.rebase(inForce, mapping),
  }
}
