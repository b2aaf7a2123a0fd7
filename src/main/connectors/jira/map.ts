import type {
  AccountRef,
  BoardEntity,
  ChangeValue,
  FieldEntity,
  IssueChange,
  IssueEntity,
  IssueTypeEntity,
  IssueWorklog,
  ProjectEntity,
  SprintEntity,
  SprintRef,
  StatusCategory,
  StatusEntity,
} from '../../../shared/model/issue-entities.ts'
import { clean, longest } from '../sdk/text.ts'
import type { FetchedIssue } from './fetch-issues.ts'
import type { BoardWithConfiguration } from './lists.ts'
import type { RawHistory } from './read-history.ts'
import type {
  AccountRecord,
  RawField,
  RawIssue,
  RawIssueType,
  RawProject,
  RawSprint,
  RawStatus,
  RawWorklog,
} from './records.ts'
import { sprintsIn } from './sprint-value.ts'

export function issueEntity(
  issue: RawIssue,
  { issue: record, histories, worklogs, custom }: FetchedIssue,
): IssueEntity {
  const { fields } = issue
  const value = (ids: readonly string[]) => ids.map(id => fields[id]).find(one => one !== null && one !== undefined)
  return {
    kind: 'issue',
    externalId: issue.id,
    key: clean(issue.key),
    project: projectOf(fields.project),
    issueType: issueTypeOf(fields.issuetype),
    status: statusOf(fields.status),
    summary: clean(fields.summary ?? ''),
    priority: fields.priority ? clean(fields.priority.name) : null,
    resolution: fields.resolution ? clean(fields.resolution.name) : null,
    createdAt: fields.created,
    updatedAt: fields.updated,
    resolvedAt: fields.resolutiondate ?? null,
    dueOn: fields.duedate ?? null,
    parent: fields.parent?.id ?? null,
    assignee: accountOf(fields.assignee),
    reporter: accountOf(fields.reporter),
    labels: (fields.labels ?? []).map(clean),
    sprints: uniqueSprints(custom.sprint.flatMap(id => sprintsIn(fields[id]))),
    storyPoints: numberIn(value(custom.storyPoints)),
    flagged: isSet(value(custom.flagged)),
    severity: textIn(value(custom.severity)),
    team: textIn(value(custom.team)),
    changes: [...histories].sort(byAge).flatMap(changesOf),
    worklogs: worklogs.map(worklogOf),
    payload: JSON.stringify(record),
  }
}

const byAge = (a: RawHistory, b: RawHistory) => a.created - b.created || Number(a.id) - Number(b.id)

function changesOf({ created, author, items }: RawHistory): IssueChange[] {
  const account = accountOf(author)
  return items.map(item => ({
    at: created,
    author: account,
    field: clean(item.fieldId ?? item.field),
    fieldName: clean(item.field),
    from: changeValue(item.from, item.fromString),
    to: changeValue(item.to, item.toString),
  }))
}

const changeValue = (key: unknown, label: unknown): ChangeValue => ({ key: shortText(key), label: shortText(label) })

/** An empty text or id means that there was nothing. */
function shortText(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value !== 'string' || value === '' ? null : longest(clean(value))
}

const worklogOf = ({ id, author, started, timeSpentSeconds }: RawWorklog): IssueWorklog => ({
  externalId: id,
  author: accountOf(author),
  startedAt: started,
  seconds: Math.round(timeSpentSeconds),
})

/** Cloud knows people by account id, Data Center by key or name. Null for nobody. */
export function accountOf(raw: AccountRecord | null | undefined): AccountRef | null {
  if (!raw) return null
  const name = textOf(raw.name)
  const externalId = textOf(raw.accountId) ?? textOf(raw.key) ?? name
  if (externalId === null) return null
  return {
    externalId,
    name: textOf(raw.displayName) ?? name ?? externalId,
    email: textOf(raw.emailAddress),
    bot: raw.accountType === 'app',
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? clean(value) : null)

const uniqueSprints = (sprints: readonly SprintRef[]) => [
  ...new Map(sprints.map(sprint => [sprint.externalId, sprint])).values(),
]

function numberIn(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

const isSet = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value))

/** The text of an option, a team, a user or a plain value; of several, the first. */
function textIn(value: unknown): string | null {
  if (Array.isArray(value)) return textIn(value[0])
  if (typeof value === 'string') return value.trim() === '' ? null : clean(value)
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null) return null
  const { value: option, name, title, displayName } = value as Record<string, unknown>
  return (
    [option, name, title, displayName]
      .map(text => (typeof text === 'string' ? clean(text) : null))
      .find(text => text) ?? null
  )
}

export const projectOf = ({ id, key, name }: RawProject): Omit<ProjectEntity, 'kind'> => ({
  externalId: id,
  key: clean(key),
  name: clean(name),
})
export const projectEntity = (raw: RawProject): ProjectEntity => ({ kind: 'project', ...projectOf(raw) })

export const issueTypeOf = ({ id, name, subtask, hierarchyLevel }: RawIssueType): Omit<IssueTypeEntity, 'kind'> => ({
  externalId: id,
  name: clean(name),
  level: hierarchyLevel ?? (subtask ? -1 : /^epic$/i.test(name) ? 1 : 0),
})
export const issueTypeEntity = (raw: RawIssueType): IssueTypeEntity => ({ kind: 'issue_type', ...issueTypeOf(raw) })

const categories: Readonly<Record<string, StatusCategory>> = { new: 'todo', indeterminate: 'in_progress', done: 'done' }

export const statusOf = ({ id, name, statusCategory }: RawStatus): Omit<StatusEntity, 'kind'> => ({
  externalId: id,
  name: clean(name),
  category: categories[statusCategory?.key ?? ''] ?? 'unknown',
})
export const statusEntity = (raw: RawStatus): StatusEntity => ({ kind: 'status', ...statusOf(raw) })

export const fieldEntity = ({ id, name, custom, schema }: RawField): FieldEntity => ({
  kind: 'field',
  externalId: id,
  name: clean(name),
  custom: custom ?? false,
  type:
    schema === undefined ? 'unknown' : schema.items === undefined ? schema.type : `${schema.type} of ${schema.items}`,
})

export const boardEntity = ({ board, configuration }: BoardWithConfiguration): BoardEntity => ({
  kind: 'board',
  externalId: board.id,
  name: clean(board.name),
  type: board.type,
  columns: configuration.columnConfig.columns.map(({ name, statuses }) => ({
    name: clean(name),
    statuses: statuses.map(({ id }) => id),
  })),
})

export const sprintEntity = ({ id, name, state, startDate, endDate, completeDate }: RawSprint): SprintEntity => ({
  kind: 'sprint',
  externalId: id,
  name: clean(name),
  state: state.toLowerCase(),
  startAt: startDate ?? null,
  endAt: endDate ?? null,
  completedAt: completeDate ?? null,
})
