import type { FlagTime } from './flag-times.ts'

/** What is derived of an issue: everything questions about flow need of it, whatever the flow configuration. */
export interface IssueFacts {
  readonly id: number
  readonly connectionId: number
  readonly projectId: number
  readonly typeId: number
  /** 0 for nobody. */
  readonly assigneeId: number
  readonly createdAt: number
  /** By `enteredAt`; two in a row differ. */
  readonly statuses: readonly { readonly statusId: number; readonly enteredAt: number }[]
  readonly flagged: readonly FlagTime[]
  /** Data sources that name the issue now. */
  readonly sources: readonly number[]
  readonly labels: readonly number[]
  readonly sprints: readonly number[]
}
