import type { Database } from 'better-sqlite3'
import type { ChangeValue, IssueChange } from '../../../shared/model/issue-entities.ts'
import type { AccountWriter } from './account-writer.ts'
import { createRemembered } from './remembered.ts'
import { createRowBatch } from './row-batch.ts'

export interface ChangeWriter {
  /** Writes an issue's whole history in place of the one stored. */
  replace(issueId: number, changes: readonly IssueChange[], isNew: boolean): void
  flush(): void
}

/** Writes histories as narrow rows: fields and their values, which repeat, are rows of their own. */
export function createChangeWriter(db: Database, connectionId: number, accounts: AccountWriter): ChangeWriter {
  const addField = db.prepare<[number, string, string]>(
    `insert into change_fields (connection_id, external_id, name) values (?, ?, ?)
     on conflict (connection_id, external_id) do update set name = excluded.name where name <> excluded.name`,
  )
  const findField = db
    .prepare<[number, string], number>('select id from change_fields where connection_id = ? and external_id = ?')
    .pluck()
  const addValue = db.prepare<[number, string, string]>(
    'insert or ignore into change_values (field_id, key, label) values (?, ?, ?)',
  )
  const findValue = db
    .prepare<[number, string, string], number>(
      'select id from change_values where field_id = ? and key = ? and label = ?',
    )
    .pluck()
  const clear = db.prepare<[number]>('delete from issue_changes where issue_id = ?')
  const rows = createRowBatch(db, 'issue_changes (issue_id, position, at, author_id, field_id, from_id, to_id)', 7)
  const fields = createRemembered<number>()
  const values = createRemembered<number>()

  function fieldId({ field, fieldName }: IssueChange): number {
    const key = `${field}\n${fieldName}`
    const known = fields.get(key)
    if (known !== undefined) return known
    addField.run(connectionId, field, fieldName)
    const id = findField.get(connectionId, field) ?? 0
    fields.set(key, id)
    return id
  }

  function valueId(field: number, { key, label }: ChangeValue): number | null {
    if (key === null && label === null) return null
    const short = `${field}\n${key ?? ''}\n${label ?? ''}`
    const known = values.get(short)
    if (known !== undefined) return known
    const added = addValue.run(field, key ?? '', label ?? '')
    const id = added.changes > 0 ? Number(added.lastInsertRowid) : (findValue.get(field, key ?? '', label ?? '') ?? 0)
    values.set(short, id)
    return id
  }

  return {
    flush: rows.flush,
    replace(issueId, changes, isNew) {
      if (!isNew) {
        rows.flush()
        clear.run(issueId)
      }
      changes.forEach((change, position) => {
        const field = fieldId(change)
        const from = valueId(field, change.from)
        const to = valueId(field, change.to)
        rows.add(issueId, position, change.at, accounts.idOf(change.author), field, from, to)
      })
    },
  }
}
