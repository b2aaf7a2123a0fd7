import type { Meter } from './run-session.ts'

export interface CountingMeter extends Meter {
  request(): void
  bytes(count: number): void
}

/** Adds up requests and bytes until they are taken into a run's record. */
export function createMeter(): CountingMeter {
  let counts = { requests: 0, bytes: 0 }
  return {
    request() {
      counts.requests++
    },
    bytes(count) {
      counts.bytes += count
    },
    take() {
      const taken = counts
      counts = { requests: 0, bytes: 0 }
      return taken
    },
  }
}
