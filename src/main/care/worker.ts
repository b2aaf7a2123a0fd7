import { parentPort, workerData } from 'node:worker_threads'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { connectDatabase } from '../store/connect.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { syncFile } from '../store/durable.ts'
import { storeFault } from '../store/faults.ts'
import { copyBackup } from './copy-backup.ts'
import { copyFolder } from './copy-folder.ts'
import { exportDatabase } from './export-database.ts'
import type { FromCareThread, Operation } from './operations.ts'

/** The share of a copy's time that is copying; the rest is checking. */
const copying = 0.8

const send = (message: FromCareThread) => parentPort?.postMessage(message)
const onProgress = (fraction: number) => send({ type: 'progress', fraction })

async function perform(operation: Operation): Promise<void> {
  switch (operation.type) {
    case 'copy': {
      const db = connectDatabase(operation.databasePath, { readonly: true })
      try {
        await copyDatabase(db, operation.draft, { onProgress: fraction => onProgress(fraction * copying) })
      } finally {
        db.close()
      }
      return syncFile(operation.draft)
    }
    case 'copyBackup':
      return copyBackup(operation, fraction => onProgress(fraction * copying))
    case 'export':
      return exportDatabase(operation, onProgress)
    case 'copyFolder':
      return copyFolder(operation, fraction => onProgress(fraction * copying))
  }
}

try {
  await perform(workerData as Operation)
  send({ type: 'done' })
} catch (error) {
  const fault = error instanceof WeirError ? error : storeFault(error)
  if (fault) send({ type: 'failed', fault: fault.toFault() })
  else send({ type: 'broken', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
