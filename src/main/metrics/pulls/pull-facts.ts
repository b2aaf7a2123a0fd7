/** What happened to a pull request besides being opened and ended. The numbers are stored: they never change. */
export const eventKinds = {
  approved: 1,
  changes_requested: 2,
  commented: 3,
  dismissed: 4,
  comment: 5,
  commit: 6,
} as const
export type EventKind = keyof typeof eventKinds

/** The kinds up to this one are reviews. */
const lastReview = eventKinds.dismissed
export const isReview = (kind: number): boolean => kind <= lastReview

/** The state of a pull request, as it is stored. */
export const pullStates = { open: 0, merged: 1, closed: 2 } as const
export type PullState = keyof typeof pullStates

export interface PullEvent {
  readonly at: number
  readonly kind: number
  /** A row of `accounts`; 0 where the host does not tell, and for commits. */
  readonly account: number
}

/** All that questions about many pull requests need of one. Instants are epoch ms, NaN for what has not happened or is not known. */
export interface PullFacts {
  readonly id: number
  readonly source: number
  /** A row of `accounts`; 0 where the host does not tell. */
  readonly author: number
  readonly state: number
  readonly draft: boolean
  readonly createdAt: number
  readonly readyAt: number
  readonly mergedAt: number
  readonly closedAt: number
  /** Its first commit was authored. */
  readonly firstCommitAt: number
  /** Lines added and deleted; -1 unknown. */
  readonly lines: number
  /** -1 unknown. */
  readonly files: number
  /** By time. */
  readonly events: readonly PullEvent[]
}
