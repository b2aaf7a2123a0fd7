import type { Fault } from '../../shared/contract/faults.ts'

/** One task, as a task thread gets it. */
export interface TaskMessage {
  readonly id: number
  readonly task: unknown
}

export type FromTaskThread =
  | { readonly type: 'done'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly fault: Fault }
  /** An error without a fault of its own: its text is for the log alone. */
  | { readonly type: 'broken'; readonly id: number; readonly error: string }
  /** Work with no known end begins or has ended: the other side limits its time. */
  | { readonly type: 'unbounded'; readonly id: number; readonly underWay: boolean }
