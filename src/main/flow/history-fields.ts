import type { Database } from 'better-sqlite3'
import { foldName } from '../../shared/model/flow.ts'
import { statusField } from './history-statuses.ts'

export interface HistoryFields {
  /** Row ids of the fields, of all connections, that tell the status. */
  readonly status: ReadonlySet<number>
  /** Those that flag an issue as blocked. */
  readonly flagged: ReadonlySet<number>
}

interface FieldRow {
  readonly id: number
  readonly externalId: string
  readonly name: string
  /** The field the connection's settings name; empty or null: found by its name. */
  readonly chosen: string | null
}

/** The fields of all histories that are derived from. */
export function historyFields(db: Database): HistoryFields {
  const fields = db.prepare<[], FieldRow>(allFields).all()
  const isFlag = ({ externalId, name, chosen }: FieldRow) => {
    const wanted = foldName(chosen ?? '')
    return wanted === '' ? foldName(name) === 'flagged' : [foldName(externalId), foldName(name)].includes(wanted)
  }
  return {
    status: new Set(fields.filter(({ externalId }) => externalId === statusField).map(({ id }) => id)),
    flagged: new Set(fields.filter(isFlag).map(({ id }) => id)),
  }
}

const allFields = `
  select f.id, f.external_id as externalId, f.name, json_extract(c.settings, '$.flaggedField') as chosen
  from change_fields f join connections c on c.id = f.connection_id`
