import type { Database } from 'better-sqlite3'
import type { StatusCategory } from '../../../shared/model/issue-entities.ts'
import { type FlagTime, flagTimes } from '../../flow/flag-times.ts'
import { historyFields } from '../../flow/history-fields.ts'
import { type StatusEntry, statusHistory } from '../../flow/status-history.ts'

export interface NamedStatus {
  readonly id: number
  /** As it was called then. */
  readonly label: string
  /** As the row is called now: what it is mapped by. */
  readonly name: string
  readonly category: StatusCategory
}

export interface IssueLifeRow {
  readonly id: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly flagged: 0 | 1
  readonly statusId: number
}

/** The statuses an issue has been in, by the names of their times, and when it was flagged. */
export function issueHistory(
  db: Database,
  issue: IssueLifeRow,
): { readonly statuses: readonly StatusEntry<NamedStatus>[]; readonly flagged: readonly FlagTime[] } {
  const fields = historyFields(db)
  const changes = db.prepare<[number], ChangeRow>(changesOf).all(issue.id)
  const named = db.prepare<[number], NamedStatus>(statusNamed)
  const statusOf = (id: number | null, label: string | null): NamedStatus | null => {
    const status = id === null ? undefined : named.get(id)
    return status ? { ...status, label: label || status.name } : null
  }
  const present = statusOf(issue.statusId, null) ?? { id: issue.statusId, label: '', name: '', category: 'unknown' }
  return {
    statuses: statusHistory(
      { ...issue, status: present },
      changes
        .filter(({ fieldId }) => fields.status.has(fieldId))
        .map(({ at, fromStatus, fromLabel, toStatus, toLabel }) => ({
          at,
          from: statusOf(fromStatus, fromLabel),
          to: statusOf(toStatus, toLabel),
        })),
    ),
    flagged: flagTimes(
      { createdAt: issue.createdAt, flagged: issue.flagged === 1 },
      changes
        .filter(({ fieldId }) => fields.flagged.has(fieldId))
        .map(({ at, fromId, toId }) => ({ at, wasSet: fromId !== null, isSet: toId !== null })),
    ),
  }
}

interface ChangeRow {
  readonly at: number
  readonly fieldId: number
  readonly fromId: number | null
  readonly toId: number | null
  readonly fromStatus: number | null
  readonly toStatus: number | null
  readonly fromLabel: string | null
  readonly toLabel: string | null
}

const changesOf = `
  select x.at, x.field_id as fieldId, x.from_id as fromId, x.to_id as toId, f.status_id as fromStatus,
    t.status_id as toStatus, fv.label as fromLabel, tv.label as toLabel
  from issue_changes x
  left join change_statuses f on f.value_id = x.from_id left join change_statuses t on t.value_id = x.to_id
  left join change_values fv on fv.id = x.from_id left join change_values tv on tv.id = x.to_id
  where x.issue_id = ? order by x.at, x.position`

const statusNamed = `select id, name, name as label, category from statuses where id = ?`
