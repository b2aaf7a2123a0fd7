import type { PushOf } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { DatabaseInfo } from '../../shared/model/database.ts'
import type { Preferences } from '../ports.ts'
import { beginBackUp } from './back-up.ts'
import type { CareParts } from './care-parts.ts'
import { databaseInfo, sizeOf } from './database-info.ts'
import { beginExport } from './export.ts'
import { holdLane } from './lane-hold.ts'
import { beginMove } from './move.ts'
import type { Upkeep } from './premises.ts'
import { beginRestore } from './restore.ts'
import { requireRoom } from './room.ts'
import { createTaskSlot } from './task-slot.ts'
import { isWeeklyDue } from './weekly.ts'

/**
 * Care of the database as a whole. Each work answers once it has begun and goes on as the one `task`; what cannot begin is refused with
 * its reason. @throws WeirError `job.conflict` while other work or a job is in the way, `store.*` when there is no room or no database.
 */
export interface DatabaseCare {
  info(): Promise<DatabaseInfo>
  check(): Promise<DatabaseInfo>
  backUp(): Promise<DatabaseInfo>
  restore(backup: string): Promise<DatabaseInfo>
  compact(): Promise<DatabaseInfo>
  export(path: string): Promise<DatabaseInfo>
  move(folder: string): Promise<DatabaseInfo>
  cancel(): Promise<DatabaseInfo>
  /** Makes the weekly backup if it is wanted, due, and nothing else goes on. */
  backUpWeekly(): Promise<void>
  /** Begins nothing any more; resolves when the task has ended. */
  close(options: { readonly cancel: boolean }): Promise<void>
}

export interface DatabaseCareParts extends Omit<CareParts, 'slot'> {
  readonly preferences: Pick<Preferences, 'get'>
  readonly push: (push: PushOf) => void
}

export function createDatabaseCare(given: DatabaseCareParts): DatabaseCare {
  const { paths, premises, clock, logger, preferences } = given
  const slot = createTaskSlot(given)
  const parts: CareParts = { ...given, slot }
  let weeklyTriedAt: number | null = null

  const info = () => databaseInfo(paths, premises, slot.current())

  const openUpkeep = (): Upkeep => {
    const upkeep = premises.upkeep()
    if (upkeep) return upkeep
    const fault = premises.blockedBy()
    throw fault
      ? WeirError.fromFault(fault)
      : new WeirError('job.conflict', { hint: 'Other work on the database is under way. Wait for its end.' })
  }

  const schemaVersion = async () => (await info()).schemaVersion ?? 'unknown'

  return {
    info,
    async check() {
      const upkeep = openUpkeep()
      slot.begin('check', true, async ({ signal }) => ({ kind: 'check', finding: await upkeep.checkIntegrity(signal) }))
      return info()
    },
    async backUp() {
      openUpkeep()
      beginBackUp(parts, await schemaVersion(), 'manual')
      return info()
    },
    async restore(backup) {
      const { schemaVersion } = await info()
      if (premises.upkeep() === null && premises.blockedBy() === null) openUpkeep()
      await beginRestore(parts, backup, schemaVersion)
      return info()
    },
    async compact() {
      const upkeep = openUpkeep()
      const bytesBefore = sizeOf(paths.database)
      requireRoom(paths.data, 2 * bytesBefore)
      const release = await holdLane(upkeep)
      try {
        slot.begin('compact', false, async () => {
          try {
            await upkeep.compact()
            return { kind: 'compact', bytesBefore, bytesAfter: sizeOf(paths.database) }
          } finally {
            await release()
          }
        })
      } catch (error) {
        await release()
        throw error
      }
      return info()
    },
    async export(path) {
      openUpkeep()
      beginExport(parts, path)
      return info()
    },
    async move(folder) {
      await beginMove(parts, openUpkeep(), folder)
      return info()
    },
    async cancel() {
      slot.cancel()
      return info()
    },
    async backUpWeekly() {
      const upkeep = premises.upkeep()
      if (!upkeep || !preferences.get().weeklyBackup || slot.current()?.status === 'running') return
      const { backups } = await info()
      if (!isWeeklyDue(backups, weeklyTriedAt, clock.now())) return
      const anything = await upkeep.db.selectFrom('connections').select('id').limit(1).executeTakeFirst()
      if (!anything) return
      try {
        const release = await holdLane(upkeep)
        weeklyTriedAt = clock.now()
        try {
          beginBackUp(parts, await schemaVersion(), 'weekly', release)
        } catch (error) {
          await release()
          throw error
        }
      } catch (error) {
        const busy = error instanceof WeirError && error.code === 'job.conflict'
        if (!busy) logger.warn('The weekly backup could not be made', { error })
      }
    },
    close: slot.close,
  }
}
