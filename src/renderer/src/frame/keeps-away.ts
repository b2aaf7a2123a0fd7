import type { DatabaseTask } from '../../../shared/model/database.ts'

/** Whether this work keeps the whole app from being used: the database is being replaced, or has gone to another folder. */
export const keepsAway = ({ kind, status }: Pick<DatabaseTask, 'kind' | 'status'>): boolean =>
  (status === 'running' && (kind === 'restore' || kind === 'move')) || (status === 'done' && kind === 'move')
