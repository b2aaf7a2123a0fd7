import type { AccountPeople } from './account-people.ts'
import { eventKinds, isReview, pullStates } from './pull-facts.ts'
import type { PullSnapshot } from './pull-snapshot.ts'

/** What is worked out of each pull request of a snapshot, as columns in its order. Instants are epoch ms; NaN: it has not happened. */
export interface PullMeasures {
  /** Created, or ready for review if it was a draft. */
  readonly openedAt: Float64Array
  /** The first review or comment by somebody who counts and is not its author, before it ended. */
  readonly firstReviewAt: Float64Array
  /** Reviews by such people before it ended, without a new commit between them, are one round. */
  readonly rounds: Int32Array
  /** Comments by people who count, its author's too. */
  readonly comments: Int32Array
  /** Since when nobody who counts has reviewed, commented or committed. */
  readonly idleSince: Float64Array
}

/** Who counts: nobody inactive, and bots only where they are asked for. */
export function countedAccounts({ bots, inactive }: AccountPeople, includeBots: boolean): Uint8Array {
  return bots.map((bot, account) => (account === 0 || inactive[account] === 1 || (bot === 1 && !includeBots) ? 0 : 1))
}

/** Works out all measures in one pass over the events. */
export function measurePulls(pulls: PullSnapshot, { personOf }: AccountPeople, counted: Uint8Array): PullMeasures {
  const { size, author, state, createdAt, readyAt, mergedAt, closedAt, offsets, eventAt, eventKinds: kinds } = pulls
  const { eventAccounts } = pulls
  const measures = {
    openedAt: readyAt.map((at, i) => (Number.isNaN(at) ? (createdAt[i] ?? 0) : at)),
    firstReviewAt: new Float64Array(size).fill(Number.NaN),
    rounds: new Int32Array(size),
    comments: new Int32Array(size),
    idleSince: new Float64Array(size),
  }
  for (let i = 0; i < size; i++) {
    const own = author[i] ?? 0
    const person = personOf[own] ?? 0
    const endedAt = (state[i] === pullStates.merged ? mergedAt[i] : closedAt[i]) ?? Number.NaN
    let idleSince = measures.openedAt[i] ?? 0
    let firstReviewAt = Number.NaN
    let rounds = 0
    let comments = 0
    let committed = false
    for (let e = offsets[i] ?? 0, end = offsets[i + 1] ?? 0; e < end; e++) {
      const at = eventAt[e] ?? 0
      const kind = kinds[e] ?? 0
      if (kind === eventKinds.commit) {
        committed = true
        if (at > idleSince) idleSince = at
        continue
      }
      const account = eventAccounts[e] ?? 0
      if (counted[account] !== 1) continue
      if (at > idleSince) idleSince = at
      if (kind === eventKinds.comment) comments++
      if (account === own || (person !== 0 && personOf[account] === person) || at > endedAt) continue
      if (Number.isNaN(firstReviewAt)) firstReviewAt = at
      if (!isReview(kind)) continue
      if (rounds === 0 || committed) rounds++
      committed = false
    }
    measures.firstReviewAt[i] = firstReviewAt
    measures.rounds[i] = rounds
    measures.comments[i] = comments
    measures.idleSince[i] = idleSince
  }
  return measures
}
