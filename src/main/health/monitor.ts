import type { HealthCheck, HealthKind, SystemHealth } from '../../shared/model/health.ts'
import type { Logger } from '../ports.ts'
import { worstLevel } from './finding.ts'
import type { Probe } from './probe.ts'
import { createProbeSlot, type ProbeSlot } from './probe-slot.ts'
import type { After } from './timers.ts'

export interface HealthMonitorParts {
  readonly probes: readonly Probe[]
  readonly now: () => number
  readonly after: After
  readonly logger: Logger
  /** Called when a level, a reason or what is looked after has changed; numbers among the facts change without a word. */
  readonly onChange: (health: SystemHealth) => void
}

/** Measures each probe on its own rhythm. What cannot be measured is itself a finding: nothing here rejects. */
export interface HealthMonitor {
  /** Measures everything now. */
  measure(): Promise<SystemHealth>
  /** Something of these kinds has changed: they are measured soon, several changes at once. */
  touch(kinds: readonly HealthKind[]): void
  close(): void
}

const touchDelayMs = 250

export function createHealthMonitor({ probes, now, after, logger, onChange }: HealthMonitorParts): HealthMonitor {
  const slots = probes.map(probe => createProbeSlot(probe, { now, after, logger, isClosed: () => closed }))
  const timers = new Map<ProbeSlot, () => void>()
  const touched = new Set<ProbeSlot>()
  let cancelTouch: (() => void) | null = null
  let told: string | null = null
  let wasIll = false
  let closed = false

  function health(): SystemHealth {
    const checks = slots.flatMap(slot => slot.checks() ?? [])
    return { level: worstLevel(checks.map(({ level }) => level)), at: now(), checks }
  }

  function tell(): void {
    if (closed || slots.some(slot => slot.checks() === null)) return
    const current = health()
    const essence = JSON.stringify(current.checks.map(({ id, name, level, reason }) => [id, name, level, reason]))
    if (essence === told) return
    told = essence
    const ill = current.checks.filter(({ level }) => level !== 'healthy')
    if (ill.length > 0 || wasIll) logger.info('System health changed', { level: current.level, ill: ill.map(describe) })
    wasIll = ill.length > 0
    onChange(current)
  }

  async function measureAll(some: Iterable<ProbeSlot>): Promise<void> {
    await Promise.all(Array.from(some, slot => slot.measure()))
    tell()
  }

  function arm(slot: ProbeSlot): void {
    if (closed) return
    const again = () => void measureAll([slot]).then(() => arm(slot))
    timers.set(slot, after(slot.probe.everyMs, again))
  }

  for (const slot of slots) arm(slot)
  void measureAll(slots)

  return {
    async measure() {
      await measureAll(slots)
      return health()
    },
    touch(kinds) {
      for (const slot of slots) if (kinds.includes(slot.probe.kind)) touched.add(slot)
      if (closed || cancelTouch || touched.size === 0) return
      cancelTouch = after(touchDelayMs, () => {
        cancelTouch = null
        const some = [...touched]
        touched.clear()
        void measureAll(some)
      })
    },
    close() {
      closed = true
      cancelTouch?.()
      for (const cancel of timers.values()) cancel()
    },
  }
}

const describe = ({ id, level, reason }: HealthCheck) => ({ id, level, reason })
