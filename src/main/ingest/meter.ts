import type { Meter } from './run-session.ts'

export interface CountingMeter extends Meter {
  request(): void
  bytes(count: number): void
  /** So long was waited for a remote's limit, in ms. */
  waited(ms: number): void
}

/** Adds up requests, bytes and waiting until they are taken into a run's record. */
export function createMeter(): CountingMeter {
  let counts = { requests: 0, bytes: 0, waitedMs: 0 }
  return {
    request() {
      counts.requests++
    },
    bytes(count) {
      counts.bytes += count
    },
    waited(ms) {
      counts.waitedMs += ms
    },
    take() {
      const taken = counts
      counts = { requests: 0, bytes: 0, waitedMs: 0 }
      return taken
    },
  }
}
