import type { DatabaseTask } from '../../../shared/model/database.ts'
import { faultHint } from '../faults.ts'
import { resultText, taskTexts } from '../views/database/task-texts.ts'

export interface TaskNotice {
  readonly title: string
  readonly message: string
  readonly bad: boolean
}

/** What to tell of work on the database that has ended; null for what goes on, was cancelled or was nobody's wish. */
export function databaseTaskNotice({ kind, status, result, fault }: DatabaseTask): TaskNotice | null {
  if (status === 'failed' && fault) return { title: taskTexts[kind].failed, message: faultHint(fault), bad: true }
  if (status !== 'done' || !result) return null
  if (result.kind === 'backUp' && result.backup.reason === 'weekly') return null
  if (result.kind === 'move') return { title: resultText(result), message: `It is ${result.folder} now.`, bad: false }
  const damaged = result.kind === 'check' && result.finding !== null
  const message = damaged ? 'Restore a backup: Settings, Database.' : ''
  return { title: resultText(result), message, bad: damaged }
}
