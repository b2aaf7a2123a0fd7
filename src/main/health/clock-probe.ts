import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database } from '../store/schema.ts'
import { judgeClock } from './clock-health.ts'
import { type ClockJump, type ClockReading, jumpBetween } from './clock-watch.ts'
import { type Probe, singleProbe } from './probe.ts'

/** Looks for jumps of the wall clock, and whether it is behind what is already stored. */
export function clockProbe(db: ReadonlyKysely<Database>, readClocks: () => ClockReading): Probe {
  let before = readClocks()
  let lastJump: ClockJump | null = null
  return singleProbe('clock', 'Clock', 15_000, async () => {
    const reading = readClocks()
    lastJump = jumpBetween(before, reading) ?? lastJump
    before = reading
    const run = await db
      .selectFrom('runs')
      .select(['started_at', 'ended_at'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const newestStoredAt = run ? Math.max(run.started_at, run.ended_at ?? 0) : null
    return judgeClock({ lastJump, newestStoredAt }, reading.wallMs)
  })
}
