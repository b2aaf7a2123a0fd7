import type { Generated } from 'kysely'
import type { StatusCategory } from '../../shared/model/issue-entities.ts'
import type { Flag, Json } from './column-types.ts'

/** One row per external id of a connection; `active` while the tracker lists it (a status only known from an issue is not). */
interface ListedTable {
  id: Generated<number>
  connection_id: number
  external_id: string
  name: string
  active: Flag
}

export interface ProjectTable extends ListedTable {
  key: string
}

export interface IssueTypeTable extends ListedTable {
  /** 1 for epics, 0 for ordinary issues, -1 for sub-tasks. */
  level: number
}

export interface StatusTable extends ListedTable {
  category: StatusCategory
}

export interface FieldTable extends ListedTable {
  custom: Flag
  type: string
}

export interface SprintTable extends ListedTable {
  state: string
  start_at: number | null
  end_at: number | null
  completed_at: number | null
}

export interface BoardTable {
  id: Generated<number>
  data_source_id: number
  external_id: string
  name: string
  type: string
  /** `{ name, statuses }[]` in order, statuses by external id. */
  columns: Json
  active: Flag
}

/** A tracker's own idea of a person. */
export interface AccountTable {
  id: Generated<number>
  connection_id: number
  external_id: string
  name: string
  email: string | null
  bot: Flag
  /** Both are set by a trigger: its row of `identities`, and the person that counts as. */
  identity_id: Generated<number>
  person_id: Generated<number>
}

/** An issue counts where one of its `issue_sources` is active and that data source and its connection are. */
export interface IssueTable {
  id: Generated<number>
  connection_id: number
  external_id: string
  key: string
  project_id: number
  issue_type_id: number
  status_id: number
  summary: string
  priority: string | null
  resolution: string | null
  created_at: number
  updated_at: number
  resolved_at: number | null
  /** `2026-01-31` */
  due_on: string | null
  parent_external_id: string | null
  assignee_id: number | null
  reporter_id: number | null
  story_points: number | null
  flagged: Flag
  severity: string | null
  team: string | null
  content_hash: Buffer
  /** Counted up with every change of the row or its history: what is derived from it is behind while it knows another. */
  revision: Generated<number>
  /** The revision its chunk was derived from; 0 before the first time. */
  derived_revision: Generated<number>
}

export interface IssueSourceTable {
  data_source_id: number
  issue_id: number
  /** 0 once the source does not name the issue any more: deleted, moved, out of sight. */
  active: Flag
}

/** The tracker's record, as zstd-compressed JSON. */
export interface IssuePayloadTable {
  issue_id: number
  payload: Buffer
}

export interface LabelTable {
  id: Generated<number>
  name: string
}

export interface IssueLabelTable {
  issue_id: number
  label_id: number
}

export interface IssueSprintTable {
  issue_id: number
  sprint_id: number
}

export interface ChangeFieldTable {
  id: Generated<number>
  connection_id: number
  /** A field's id (`status`, `customfield_10020`), or its name where the history has no id. */
  external_id: string
  name: string
}

/** A value a field has had: its id ('' for none) and its text at that time, of at most 255 characters. */
export interface ChangeValueTable {
  id: Generated<number>
  field_id: number
  key: string
  label: string
}

/** An issue's history, oldest first by `position`. A null value: the field was empty. */
export interface IssueChangeTable {
  issue_id: number
  position: number
  at: number
  author_id: number | null
  field_id: number
  from_id: number | null
  to_id: number | null
}

export interface WorklogTable {
  issue_id: number
  external_id: string
  author_id: number | null
  started_at: number
  seconds: number
}

export interface IssueTables {
  projects: ProjectTable
  issue_types: IssueTypeTable
  statuses: StatusTable
  fields: FieldTable
  sprints: SprintTable
  boards: BoardTable
  accounts: AccountTable
  issues: IssueTable
  issue_sources: IssueSourceTable
  issue_payloads: IssuePayloadTable
  labels: LabelTable
  issue_labels: IssueLabelTable
  issue_sprints: IssueSprintTable
  change_fields: ChangeFieldTable
  change_values: ChangeValueTable
  issue_changes: IssueChangeTable
  worklogs: WorklogTable
}
