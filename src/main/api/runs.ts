import type { ReadonlyKysely } from 'kysely/readonly'
import { getRun, listRuns, runLog } from '../orchestrator/runs.ts'
import type { Database } from '../store/schema.ts'
import type { HandlersOf } from './dispatch.ts'

export function runHandlers(db: ReadonlyKysely<Database>): HandlersOf<'runs.list' | 'runs.get' | 'runs.log'> {
  return {
    'runs.list': input => listRuns(db, input),
    'runs.get': ({ runId }) => getRun(db, runId),
    'runs.log': input => runLog(db, input),
  }
}
