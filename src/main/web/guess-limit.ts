import type { Clock } from '../ports.ts'

/** Slows down whoever tries tokens: after some wrong ones, none is looked at for a while, longer each time. */
export interface GuessLimit {
  /** Milliseconds until the next try is looked at; 0 when it is now. */
  waitMs(): number
  wrong(): void
  right(): void
}

const freeTries = 5
const firstWaitMs = 1_000
const longestWaitMs = 60_000

export function createGuessLimit(clock: Clock): GuessLimit {
  let wrongInARow = 0
  let closedUntil = 0
  return {
    waitMs: () => Math.max(0, closedUntil - clock.now()),
    wrong() {
      wrongInARow++
      if (wrongInARow < freeTries) return
      closedUntil = clock.now() + Math.min(firstWaitMs * 2 ** (wrongInARow - freeTries), longestWaitMs)
    },
    right() {
      wrongInARow = 0
    },
  }
}
