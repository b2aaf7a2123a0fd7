import type { Database } from 'better-sqlite3'
import type { ChangeUnit } from '../change-units.ts'
import type { FlowSnapshot } from '../flow/flow-snapshot.ts'
import { loadFlowMoment } from '../flow/load-snapshot.ts'
import { timesByRule } from '../flow/work-times.ts'
import { readNumbers } from '../read-columns.ts'

/**
 * When the issues a change names first entered an in-progress step, the earliest of several, by the change's id (of a pull request or a
 * commit). Changes that name no issue that was ever in progress are not in it. Epoch ms.
 */
export type InProgress = ReadonlyMap<number, number>

interface Kept {
  readonly snapshot: FlowSnapshot
  readonly mark: string
  readonly byUnit: Map<ChangeUnit['unit'], InProgress>
}

const kept = new WeakMap<Database, Kept>()

/** Of all changes of a unit. To be called in the transaction of the question; worked out again when issues or links have changed. */
export function inProgressOf(db: Database, unit: ChangeUnit['unit']): InProgress {
  const { snapshot } = loadFlowMoment(db)
  const mark = db.prepare<[], string>(marks).pluck().get() ?? ''
  const last = kept.get(db)
  const usable = last?.snapshot === snapshot && last.mark === mark ? last : { snapshot, mark, byUnit: new Map() }
  kept.set(db, usable)
  const known = usable.byUnit.get(unit) ?? workOut(db, snapshot, links[unit])
  usable.byUnit.set(unit, known)
  return known
}

function workOut(db: Database, snapshot: FlowSnapshot, select: string): InProgress {
  const { started } = timesByRule(snapshot, 'keep')
  const places = new Map<number, number>()
  for (let i = 0; i < snapshot.size; i++) places.set(snapshot.ids[i] ?? 0, i)
  const rows = readNumbers(db, ['change_id', 'issue_id'], select, [])
  const found = new Map<number, number>()
  for (const [row, issueId] of rows.issue_id.entries()) {
    const place = places.get(issueId)
    const startedAt = place === undefined ? Number.POSITIVE_INFINITY : (started[place] ?? Number.POSITIVE_INFINITY)
    if (startedAt === Number.POSITIVE_INFINITY) continue
    const changeId = rows.change_id[row] ?? 0
    const before = found.get(changeId)
    if (before === undefined || startedAt < before) found.set(changeId, startedAt)
  }
  return found
}

const links: Readonly<Record<ChangeUnit['unit'], string>> = {
  commit: 'select n.commit_id as change_id, i.id as issue_id from commit_issues n join issues i on i.key = n.key',
  pull_request:
    'select n.pull_request_id as change_id, i.id as issue_id from pull_request_issues n join issues i on i.key = n.key',
}

const marks = `select coalesce(group_concat(repository_id || ':' || named_version, ' '), '') from delivery_states`
