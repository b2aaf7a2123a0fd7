import type { HttpParts } from './parts.ts'

export interface Hold {
  /** Lets nothing pass for so long from now, or for as long as was said before if that is longer. */
  forMs(ms: number): void
  /** Until when nothing passes, epoch ms. */
  until(): number
  /** Resolves when nothing is held back any more; rejects on abort. */
  pass(): Promise<void>
}

/** A timer takes no longer one: it would end at once. */
const longestTimerMs = 2 ** 31 - 1

/** Of a shorter wait nobody is told. */
const worthTellingMs = 1_000

/** Holds requests back while the remote wants none, and tells of the waiting: each moment counts once, however many wait. */
export function createHold({
  now,
  wait,
  onWaiting,
  onWaited,
}: Pick<HttpParts, 'now' | 'wait' | 'onWaiting' | 'onWaited'>): Hold {
  let until = Number.NEGATIVE_INFINITY
  let waiting = 0
  let since = 0
  let told = false

  function begin(): void {
    if (waiting++ === 0) since = now()
    tell()
  }

  function tell(): void {
    if (until - now() < worthTellingMs) return
    told = true
    onWaiting(until)
  }

  function end(): void {
    if (--waiting > 0) return
    onWaited(Math.max(now() - since, 0))
    if (told) onWaiting(null)
    told = false
  }

  return {
    until: () => until,
    forMs(ms) {
      until = Math.max(until, now() + ms)
      if (waiting > 0) tell()
    },
    async pass() {
      if (now() >= until) return
      begin()
      try {
        while (now() < until) await wait(Math.min(until - now(), longestTimerMs))
      } finally {
        end()
      }
    },
  }
}
