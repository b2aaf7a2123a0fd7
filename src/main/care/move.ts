import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'
import type { DatabaseResult } from '../../shared/model/database.ts'
import { type Pointer, pointerIn } from '../moved-folder.ts'
import { lockDataFolder } from '../store/folder-lock.ts'
import type { CareParts } from './care-parts.ts'
import { runInThread } from './care-thread.ts'
import { bytesOf } from './copy-folder.ts'
import { holdLane } from './lane-hold.ts'
import { checkTarget, type MoveTarget } from './move-target.ts'
import { type Arrival, arrivalIn, databaseEntry, ownEntries } from './own-entries.ts'
import type { Upkeep } from './premises.ts'
import { requireRoom } from './room.ts'
import type { OnStep } from './swap.ts'
import type { TaskControl } from './task-slot.ts'
import { forgetUnfinished, noteUnfinished, removeUnfinished } from './unfinished.ts'
import { writeWhole } from './write-whole.ts'

/**
 * Begins to move the data folder. Nothing else is answered until it has arrived; then Weir starts again in the new folder, and the old
 * copies are deleted once that has been opened. @throws WeirError `settings.invalid`, `store.full`, `job.conflict`.
 */
export async function beginMove(parts: CareParts, upkeep: Upkeep, wanted: string): Promise<void> {
  const { paths, slot, premises } = parts
  const target = checkTarget(paths.data, wanted)
  requireRoom(target.exists ? target.folder : dirname(target.folder), await bytesOf(paths.data, ownEntries))
  const release = await holdLane(upkeep)
  let moved = false
  const work = async (control: TaskControl): Promise<DatabaseResult> => {
    try {
      await premises.close(`Weir is moving its data to ${target.folder}. Wait for its end.`)
      await copyAndPoint(parts, target, control)
      moved = true
      return { kind: 'move', folder: target.folder, restarts: premises.restart !== undefined }
    } finally {
      if (!moved) await premises.open()
      await release()
      // Not before the end of the task has been told.
      if (moved && premises.restart) setImmediate(premises.restart)
    }
  }
  try {
    slot.begin('move', true, work)
  } catch (error) {
    await release()
    throw error
  }
}

async function copyAndPoint(
  { paths, workers, logger }: CareParts,
  target: MoveTarget,
  control: TaskControl,
): Promise<void> {
  const lock = lockDataFolder(paths.data)
  try {
    prepareTarget(paths.data, target)
    await runInThread(
      { type: 'copyFolder', from: paths.data, to: target.folder, entries: ownEntries, database: databaseEntry },
      { entry: workers.care, logger, ...control },
    )
    control.commit()
    point(paths.data, target.folder)
  } catch (error) {
    await abandon(paths.data)
    throw error
  } finally {
    lock.release()
  }
}

/** Writes down what is about to happen, here and there, so that a crash leaves no half of a copy for good. */
export function prepareTarget(data: string, { folder, exists }: MoveTarget): void {
  noteUnfinished(data, { kind: 'move', target: folder, made: !exists })
  if (!exists) mkdirSync(folder, { mode: 0o700 })
  writeWhole(arrivalIn(folder), JSON.stringify({ version: 1, folder: data } satisfies z.input<typeof Arrival>))
}

/** Decides the move: from the moment the pointer is there, the new folder is the one that is opened. */
export function point(data: string, folder: string, onStep: OnStep = () => {}): void {
  // Left when it was moved away from there: both would point at each other.
  rmSync(pointerIn(folder), { force: true })
  onStep(1)
  writeWhole(pointerIn(data), JSON.stringify({ version: 1, folder } satisfies Pointer))
  onStep(2)
  forgetUnfinished(data)
  onStep(3)
}

async function abandon(data: string): Promise<void> {
  rmSync(pointerIn(data), { force: true })
  await removeUnfinished(data)
}
