import type { Database } from 'better-sqlite3'
import type { ChangeUnit } from '../change-units.ts'
import type { FlowSnapshot } from '../flow/flow-snapshot.ts'
import { loadFlowMoment } from '../flow/load-snapshot.ts'
import { timesByRule } from '../flow/work-times.ts'
import { readNumbers } from '../read-columns.ts'

/**
 * When the issues a change names first entered an in-progress step, the earliest of several, by the change's id (of a pull request or a
 * commit), epoch ms. Undefined for changes that name no issue that was ever in progress.
 */
export type InProgress = (changeId: number) => number | undefined

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
  const known = usable.byUnit.get(unit) ?? workOut(db, snapshot, linksOf(unit), [])
  usable.byUnit.set(unit, known)
  return known
}

/** Of some changes of a unit alone, without looking at all the others. */
export function inProgressOfSome(db: Database, unit: ChangeUnit['unit'], changeIds: readonly number[]): InProgress {
  if (changeIds.length === 0) return () => undefined
  return workOut(
    db,
    loadFlowMoment(db).snapshot,
    `${linksOf(unit)} where n.${idOf[unit]} in (select value from json_each(?))`,
    [JSON.stringify(changeIds)],
  )
}

function workOut(db: Database, snapshot: FlowSnapshot, select: string, parameters: readonly string[]): InProgress {
  const { started } = timesByRule(snapshot, 'keep')
  const { change_id: changes, issue_id: issues } = readNumbers(db, ['change_id', 'issue_id'], select, parameters)
  // By id: all of them lie close together.
  const [lowest, highest] = [least(changes), greatest(changes)]
  const first = new Float64Array(Math.max(0, highest - lowest + 1)).fill(Number.POSITIVE_INFINITY)
  const startedAt = byIssue(snapshot, started)
  for (let row = 0; row < changes.length; row++) {
    const change = (changes[row] ?? 0) - lowest
    const at = startedAt[issues[row] ?? 0] ?? Number.POSITIVE_INFINITY
    if (at < (first[change] ?? 0)) first[change] = at
  }
  return changeId => {
    const at = first[changeId - lowest]
    return at === undefined || at === Number.POSITIVE_INFINITY ? undefined : at
  }
}

/** Moments by the issues' ids. */
function byIssue({ size, ids }: FlowSnapshot, moments: Float64Array): Float64Array {
  const byId = new Float64Array((ids[size - 1] ?? 0) + 1).fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < size; i++) byId[ids[i] ?? 0] = moments[i] ?? Number.POSITIVE_INFINITY
  return byId
}

const least = (values: readonly number[]) =>
  values.reduce((low, value) => Math.min(low, value), Number.MAX_SAFE_INTEGER)
const greatest = (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value), 0)

const idOf = { commit: 'commit_id', pull_request: 'pull_request_id' } as const satisfies Record<
  ChangeUnit['unit'],
  string
>
const tables = { commit: 'commit_issues', pull_request: 'pull_request_issues' } as const satisfies Record<
  ChangeUnit['unit'],
  string
>
const linksOf = (unit: ChangeUnit['unit']) =>
  `select n.${idOf[unit]} as change_id, i.id as issue_id from ${tables[unit]} n join issues i on i.key = n.key`

const marks = `select coalesce(group_concat(repository_id || ':' || named_version, ' '), '') from delivery_states`
