import { statfs } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PushOf } from '../../shared/contract/events.ts'
import type { HealthKind, SystemHealth } from '../../shared/model/health.ts'
import type { Ports } from '../ports.ts'
import type { IntegrityCheck } from '../store/integrity-check.ts'
import type { Database } from '../store/schema.ts'
import { clockProbe } from './clock-probe.ts'
import { connectionProbe } from './connection-probe.ts'
import { databaseProbe } from './database-probe.ts'
import { diskProbe } from './disk-probe.ts'
import { judgeEventLoop } from './event-loop-health.ts'
import { createIntegrityKeeper } from './integrity-keeper.ts'
import { createLoopWatch } from './loop-watch.ts'
import { createHealthMonitor } from './monitor.ts'
import { singleProbe } from './probe.ts'
import { queueProbe } from './queue-probe.ts'
import { unrefAfter } from './timers.ts'
import { vaultProbe } from './vault-probe.ts'

export interface SystemHealthParts extends Pick<Ports, 'clock' | 'logger' | 'paths' | 'preferences' | 'vault'> {
  readonly db: ReadonlyKysely<Database>
  readonly checkIntegrity: () => Promise<IntegrityCheck>
  readonly onChange: (health: SystemHealth) => void
}

export interface HealthWatch {
  /** Measures everything now. */
  get(): Promise<SystemHealth>
  /** `get` after an integrity check of the database. @throws WeirError `rpc.cancelled`, `store.*`. */
  check(): Promise<SystemHealth>
  /** Something was pushed: what it concerns is measured soon. */
  heard(push: PushOf): void
  close(): void
}

const resolutionMs = 50

/** Looks after everything that can go wrong, by real measurements, and tells of every change. */
export function watchSystemHealth(parts: SystemHealthParts): HealthWatch {
  const { db, clock, logger, paths } = parts
  const now = () => clock.now()
  const monotonicNow = () => performance.now()
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  histogram.enable()
  const loop = createLoopWatch(histogram, resolutionMs, monotonicNow)

  const keeper = createIntegrityKeeper({
    check: parts.checkIntegrity,
    lastCheckAt: () => lastCheckAt(db),
    isBusy: () => anyJobRuns(db),
    now,
    after: unrefAfter,
    logger,
    onChecked: () => monitor.touch(['database']),
  })
  const monitor = createHealthMonitor({
    probes: [
      databaseProbe({ db, path: paths.database, now, isChecking: keeper.isChecking }),
      diskProbe(paths, statfs),
      vaultProbe(db, parts.vault),
      connectionProbe({
        db,
        preferences: () => parts.preferences.get(),
        now,
        startedAt: now(),
      }),
      queueProbe(db, now, monotonicNow),
      singleProbe('event-loop', 'Responsiveness', 15_000, () => judgeEventLoop(loop.read())),
      clockProbe(db, () => ({ wallMs: now(), monotonicMs: monotonicNow() })),
    ],
    now,
    after: unrefAfter,
    logger,
    onChange: parts.onChange,
  })

  return {
    get: monitor.measure,
    async check() {
      await keeper.checkNow()
      return monitor.measure()
    },
    heard: push => monitor.touch(concernedBy(push)),
    close() {
      histogram.disable()
      keeper.close()
      monitor.close()
    },
  }
}

function concernedBy(push: PushOf): readonly HealthKind[] {
  if (push.event === 'orchestrator_status') return ['queue', 'connection']
  if (push.event !== 'data_changed') return []
  const concerned = push.data.tables.some(table => table === 'connections' || table === 'jobs')
  return concerned ? ['connection', 'queue', 'vault', 'clock'] : []
}

async function lastCheckAt(db: ReadonlyKysely<Database>): Promise<number | null> {
  const row = await db.selectFrom('upkeep').select('integrity_checked_at').executeTakeFirstOrThrow()
  return row.integrity_checked_at
}

async function anyJobRuns(db: ReadonlyKysely<Database>): Promise<boolean> {
  const job = await db.selectFrom('jobs').select('id').where('state', '=', 'RUNNING').limit(1).executeTakeFirst()
  return job !== undefined
}
