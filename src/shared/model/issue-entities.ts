/** Issues and what belongs to them, as connectors make them. Ids are the tracker's own; times epoch ms; texts free of NUL. */
export interface AccountRef {
  readonly externalId: string
  readonly name: string
  /** Where the tracker tells it. */
  readonly email: string | null
  /** An app's account, not a person's. */
  readonly bot: boolean
}

export type StatusCategory = 'todo' | 'in_progress' | 'done' | 'unknown'

export interface ProjectEntity {
  readonly kind: 'project'
  readonly externalId: string
  readonly key: string
  readonly name: string
}

export interface IssueTypeEntity {
  readonly kind: 'issue_type'
  readonly externalId: string
  readonly name: string
  /** 1 for epics, 0 for ordinary issues, -1 for sub-tasks. */
  readonly level: number
}

export interface StatusEntity {
  readonly kind: 'status'
  readonly externalId: string
  readonly name: string
  readonly category: StatusCategory
}

export interface FieldEntity {
  readonly kind: 'field'
  readonly externalId: string
  readonly name: string
  readonly custom: boolean
  /** The type of its value as the tracker names it: `number`, `array of option`. */
  readonly type: string
}

export interface BoardColumn {
  readonly name: string
  /** External ids. */
  readonly statuses: readonly string[]
}

export interface BoardEntity {
  readonly kind: 'board'
  readonly externalId: string
  readonly name: string
  readonly type: string
  /** In order. Statuses on no column are not shown on the board. */
  readonly columns: readonly BoardColumn[]
}

export interface SprintRef {
  readonly externalId: string
  readonly name: string
  /** `future`, `active` or `closed`. */
  readonly state: string
  readonly startAt: number | null
  readonly endAt: number | null
  readonly completedAt: number | null
}

export interface SprintEntity extends SprintRef {
  readonly kind: 'sprint'
}

/** One field's change. Values have an id, a text or both; both null: the field was empty. */
export interface IssueChange {
  readonly at: number
  readonly author: AccountRef | null
  /** The field's id where the tracker tells it, else its name. */
  readonly field: string
  readonly fieldName: string
  readonly from: ChangeValue
  readonly to: ChangeValue
}

export interface ChangeValue {
  readonly key: string | null
  /** At most 255 characters. */
  readonly label: string | null
}

export interface IssueWorklog {
  readonly externalId: string
  readonly author: AccountRef | null
  readonly startedAt: number
  readonly seconds: number
}

/** An issue with its whole history: both are written together or not at all. */
export interface IssueEntity {
  readonly kind: 'issue'
  /** Stays when the issue moves to another project. */
  readonly externalId: string
  readonly key: string
  readonly project: Omit<ProjectEntity, 'kind'>
  readonly issueType: Omit<IssueTypeEntity, 'kind'>
  readonly status: Omit<StatusEntity, 'kind'>
  readonly summary: string
  readonly priority: string | null
  readonly resolution: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly resolvedAt: number | null
  /** `2026-01-31` */
  readonly dueOn: string | null
  /** External id of the issue above it. */
  readonly parent: string | null
  readonly assignee: AccountRef | null
  readonly reporter: AccountRef | null
  readonly labels: readonly string[]
  readonly sprints: readonly SprintRef[]
  readonly storyPoints: number | null
  readonly flagged: boolean
  readonly severity: string | null
  readonly team: string | null
  /** Oldest first. */
  readonly changes: readonly IssueChange[]
  readonly worklogs: readonly IssueWorklog[]
  /** The record as JSON, for what a later setting may want of it. */
  readonly payload: string
}

export type TrackerEntity =
  | ProjectEntity
  | IssueTypeEntity
  | StatusEntity
  | FieldEntity
  | BoardEntity
  | SprintEntity
  | IssueEntity
