import type { DatabaseTask } from '../../../shared/model/database.ts'

/** Of a task as it was asked for and as it was pushed, the one that knows more: the later task, and of one task its end. */
export function newerTask(asked: DatabaseTask | null, pushed: DatabaseTask | null): DatabaseTask | null {
  if (!asked || !pushed) return asked ?? pushed
  if (asked.startedAt !== pushed.startedAt) return asked.startedAt > pushed.startedAt ? asked : pushed
  if ((asked.endedAt === null) !== (pushed.endedAt === null)) return asked.endedAt === null ? pushed : asked
  return (asked.fraction ?? 0) > (pushed.fraction ?? 0) ? asked : pushed
}
