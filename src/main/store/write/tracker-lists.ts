import type { Database } from 'better-sqlite3'
import type {
  BoardEntity,
  FieldEntity,
  IssueTypeEntity,
  ProjectEntity,
  SprintRef,
  StatusEntity,
} from '../../../shared/model/issue-entities.ts'
import { createListedWriter } from './listed-writer.ts'

/** The lists of a tracker: a connection's, and the boards of one data source. */
export function createTrackerLists(db: Database, connectionId: number, dataSourceId: number) {
  const ofConnection = (table: string, ...columns: readonly string[]) =>
    createListedWriter(db, table, { owner: 'connection_id', ownerId: connectionId, columns })
  return {
    project: ofConnection('projects', 'name', 'key'),
    issue_type: ofConnection('issue_types', 'name', 'level'),
    status: ofConnection('statuses', 'name', 'category'),
    field: ofConnection('fields', 'name', 'custom', 'type'),
    sprint: ofConnection('sprints', 'name', 'state', 'start_at', 'end_at', 'completed_at'),
    board: createListedWriter(db, 'boards', {
      owner: 'data_source_id',
      ownerId: dataSourceId,
      columns: ['name', 'type', 'columns'],
    }),
  } as const
}
export type TrackerLists = ReturnType<typeof createTrackerLists>

type Without<Of> = Omit<Of, 'kind' | 'externalId'>

/** An entity's values in the order of its table's columns above. */
export const projectValues = ({ name, key }: Without<ProjectEntity>) => [name, key]
export const issueTypeValues = ({ name, level }: Without<IssueTypeEntity>) => [name, level]
export const statusValues = ({ name, category }: Without<StatusEntity>) => [name, category]
export const fieldValues = ({ name, custom, type }: Without<FieldEntity>) => [name, custom ? 1 : 0, type]
export const sprintValues = ({ name, state, startAt, endAt, completedAt }: Without<SprintRef>) => [
  name,
  state,
  startAt,
  endAt,
  completedAt,
]
export const boardValues = ({ name, type, columns }: Without<BoardEntity>) => [name, type, JSON.stringify(columns)]
