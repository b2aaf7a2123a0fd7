import type { Database } from 'better-sqlite3'
import type { FlowIssueSort } from '../../../shared/model/flow-issues.ts'
import { nameOrder, placesAmong } from '../text-places.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'

/** Sorts of issues that are by a text. */
export type TextSort = Extract<FlowIssueSort, 'key' | 'summary' | 'type' | 'status' | 'assignee'>

/**
 * What tells the order of the snapshot's issues by a text, whatever the case of its letters; NaN for one without. What many issues share
 * is sorted itself; the order of all issues by what each has of its own is kept with the snapshot.
 */
export function textOrder(db: Database, snapshot: FlowSnapshot, sort: TextSort): (issue: number) => number {
  switch (sort) {
    case 'type':
      return byName(db, 'issue_types', snapshot.types)
    case 'assignee':
      return byName(db, 'accounts', snapshot.assignees)
    default: {
      const places = keptPlaces(db, snapshot, sort)
      return issue => places[issue] ?? Number.NaN
    }
  }
}

function byName(db: Database, table: 'issue_types' | 'accounts', ids: Int32Array): (issue: number) => number {
  const rankOf = nameOrder(db, `select id, name from ${table}`)
  return issue => rankOf(ids[issue] ?? 0)
}

type PlacedSort = keyof typeof inOrder

const kept = new WeakMap<FlowSnapshot, Map<PlacedSort, Float64Array>>()

/** Each issue's place among all. A snapshot ends with whatever changes of its issues, and of the names of statuses. */
function keptPlaces(db: Database, snapshot: FlowSnapshot, sort: PlacedSort): Float64Array {
  const places = kept.get(snapshot) ?? new Map<PlacedSort, Float64Array>()
  kept.set(snapshot, places)
  const known = places.get(sort)
  if (known) return known
  const made = placesAmong(db, inOrder[sort], snapshot.ids)
  places.set(sort, made)
  return made
}

const withoutNumber = `rtrim(key, '0123456789')`

/** All issues: by project, then by number; by summary; by the name of their status. */
const inOrder = {
  key: `select id from issues order by ${withoutNumber} collate nocase, cast(substr(key, length(${withoutNumber}) + 1) as integer), id`,
  summary: 'select id from issues order by summary collate nocase, id',
  status: `
    select i.id from issues i join (select id, dense_rank() over (order by name collate nocase) as place from statuses) s
    on s.id = i.status_id order by s.place, i.id`,
} as const satisfies Partial<Record<TextSort, string>>
