import type { Database } from 'better-sqlite3'
import type { NothingToCheck, QualityFilter, QualityItem } from '../../../shared/model/quality.ts'

/** What a finding is looked for with. */
export interface QualityInput {
  readonly filter: QualityFilter
  /** Now, in epoch ms. */
  readonly now: number
}

/** What a finding found. */
export interface Found {
  readonly count: number
  /** How many were looked at. */
  readonly of: number
  /** Set when there was nothing to look at; `count` says nothing then. */
  readonly nothing: NothingToCheck | null
  /** The items of a page of its list, in its order. */
  readonly items: (offset: number, limit: number) => QualityItem[]
}

/** Looks for a finding. */
export type FindingSource = (db: Database, input: QualityInput) => Found

/** The period as instants; open ends are open. */
export const periodOf = ({ from, to }: QualityFilter) => ({
  from: from ?? Number.MIN_SAFE_INTEGER,
  to: to ?? Number.MAX_SAFE_INTEGER,
})

/** A finding whose few items are all at hand. */
export const foundRows = (items: readonly QualityItem[], of: number, nothing: NothingToCheck | null): Found => ({
  count: items.length,
  of,
  nothing,
  items: (offset, limit) => items.slice(offset, offset + limit),
})

/** A count of issues, in words. */
export const issuesText = (count: number): string => `${count} ${count === 1 ? 'issue' : 'issues'}`

/** The number a statement answers. */
export const countOf = (db: Database, sql: string, ...parameters: unknown[]): number =>
  db
    .prepare<unknown[], number>(sql)
    .pluck()
    .get(...parameters) ?? 0
