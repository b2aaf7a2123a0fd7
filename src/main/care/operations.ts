import type { Fault } from '../../shared/contract/faults.ts'

/**
 * Long work on whole files, done in a thread of its own. Each makes drafts only, whole, checked and written through to the disk; the
 * main process gives them their names. A thread that is ended in the middle leaves drafts for the main process to delete.
 */
export type Operation =
  | { readonly type: 'copy'; readonly databasePath: string; readonly draft: string }
  /** Copies a backup. Refuses one that this Weir cannot open. */
  | { readonly type: 'copyBackup'; readonly backup: string; readonly draft: string }
  /** Copies the database without its secrets, by way of `staging`. */
  | { readonly type: 'export'; readonly databasePath: string; readonly staging: string; readonly draft: string }
  /** Copies these entries of a folder, and checks the database among them. */
  | {
      readonly type: 'copyFolder'
      readonly from: string
      readonly to: string
      readonly entries: readonly string[]
      readonly database: string
    }

export type FromCareThread =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly fault: Fault }
  /** An error without a fault of its own: its text is for the log alone. */
  | { readonly type: 'broken'; readonly error: string }
