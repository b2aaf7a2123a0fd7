import { randomUUID } from 'node:crypto'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { logFileIn } from '../data-paths.ts'
import { openLog } from '../log.ts'

export interface UnexpectedErrors {
  /** Where to log from now on. */
  logIn(dataFolder: string): void
  /** Logs an error nobody expected and returns the id to tell the user; an expected fault is only given its id. */
  report(error: unknown): string
}

export function createUnexpectedErrors(): UnexpectedErrors {
  let dataFolder: string | null = null
  return {
    logIn(folder) {
      dataFolder = folder
    },
    report(error) {
      const reportId = randomUUID()
      if (dataFolder === null || error instanceof WeirError) return reportId
      const log = openLog(logFileIn(dataFolder))
      log.error('A command failed unexpectedly', { reportId, error })
      log.close()
      return reportId
    },
  }
}
