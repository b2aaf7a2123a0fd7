import type { HealthCheck } from '../../shared/model/health.ts'
import type { Logger } from '../ports.ts'
import type { Measured, Probe } from './probe.ts'
import type { After } from './timers.ts'
import { unanswered, unmeasurable } from './unmeasurable.ts'

/** A probe with what it found last. */
export interface ProbeSlot {
  readonly probe: Probe
  /** Null before the first time. */
  checks(): readonly HealthCheck[] | null
  /** Measures anew, and not twice at once: who asks meanwhile gets the next measuring. Never rejects. */
  measure(): Promise<void>
}

export interface ProbeSlotParts {
  readonly now: () => number
  readonly after: After
  readonly logger: Logger
  /** Whether the application closes: what a measuring under way then fails at is no news. */
  readonly isClosed: () => boolean
}

/** A measuring that has not ended by then is reported; no other is begun beside it. */
export const patienceMs = 5_000

export function createProbeSlot(probe: Probe, { now, after, logger, isClosed }: ProbeSlotParts): ProbeSlot {
  let checks: readonly HealthCheck[] | null = null
  let underWay: Promise<void> | null = null
  let next: Promise<void> | null = null
  let wasMeasurable = true

  const keep = (measured: readonly Measured[]) => {
    const checkedAt = now()
    checks = measured.map(found => ({ ...found, kind: probe.kind, checkedAt }))
  }

  async function work(): Promise<void> {
    try {
      keep(await probe.measure())
      wasMeasurable = true
    } catch (error) {
      if (wasMeasurable && !isClosed()) logger.warn('A health probe failed', { kind: probe.kind, error })
      wasMeasurable = false
      keep([unmeasurable(probe, error)])
    }
  }

  function begin(): Promise<void> {
    const ended = work().finally(() => {
      underWay = null
    })
    underWay = ended
    return ended
  }

  function withPatience(ended: Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = after(patienceMs, () => {
      keep([unanswered(probe)])
      resolve()
    })
    void ended.then(() => {
      cancel()
      resolve()
    })
    return promise
  }

  return {
    probe,
    checks: () => checks,
    measure() {
      if (underWay)
        next ??= underWay.then(() => {
          next = null
          return begin()
        })
      return withPatience(next ?? begin())
    },
  }
}
