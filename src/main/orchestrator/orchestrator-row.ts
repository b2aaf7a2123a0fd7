import type { Kysely } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database } from '../store/schema.ts'

export interface OrchestratorRow {
  readonly held: boolean
  /** Null before the first one. */
  readonly lastCycleAt: number | null
}

export async function readOrchestrator(db: ReadonlyKysely<Database>): Promise<OrchestratorRow> {
  const row = await db.selectFrom('orchestrator').select(['held', 'last_cycle_at']).executeTakeFirstOrThrow()
  return { held: row.held === 1, lastCycleAt: row.last_cycle_at }
}

export async function setHeld(db: Kysely<Database>, held: boolean): Promise<void> {
  await db
    .updateTable('orchestrator')
    .set({ held: held ? 1 : 0 })
    .execute()
}

export async function setLastCycle(db: Kysely<Database>, at: number): Promise<void> {
  await db.updateTable('orchestrator').set({ last_cycle_at: at }).execute()
}
