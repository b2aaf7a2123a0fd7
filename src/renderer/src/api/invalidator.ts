import type { Query, QueryClient } from '@tanstack/react-query'
import type { TableName } from '../../../shared/contract/events.ts'
import { isAffected } from './query-tables.ts'

export interface Invalidator {
  /** These tables have changed: the queries that read them are asked again. */
  tablesChanged(tables: readonly TableName[]): void
  /** A verification has moved on; null means that a connection's sources have. */
  sourcesChanged(verificationId: string | null): void
  /** Nothing cached can be trusted, as after a reconnect. */
  everythingChanged(): void
  stop(): void
}

/**
 * Turns pushed table names into refetches, gathered over `intervalMs`. A query that is still under way is not restarted
 * (a steady stream of changes would never let a slow one finish) but asked once more after it has answered.
 */
export function createInvalidator(queries: QueryClient, intervalMs: number): Invalidator {
  const dirty = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const mark = (matches: (query: Query) => boolean) => {
    for (const query of queries.getQueryCache().findAll({ predicate: matches })) dirty.add(query.queryHash)
    if (dirty.size > 0) timer ??= setTimeout(flush, intervalMs)
  }
  const flush = () => {
    timer = undefined
    for (const hash of dirty) {
      const query = queries.getQueryCache().get(hash)
      if (query?.state.fetchStatus === 'fetching') continue
      dirty.delete(hash)
      if (query) void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }
    if (dirty.size > 0) timer = setTimeout(flush, intervalMs)
  }

  return {
    tablesChanged(tables) {
      const changed = new Set(tables)
      mark(query => isAffected(String(query.queryKey[0]), changed))
    },
    sourcesChanged(verificationId) {
      if (verificationId === null) mark(query => isAffected(String(query.queryKey[0]), new Set(['connections'])))
      else mark(query => isVerification(query.queryKey, verificationId))
    },
    everythingChanged() {
      mark(() => true)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      dirty.clear()
    },
  }
}

function isVerification([method, input]: readonly unknown[], verificationId: string): boolean {
  if (method !== 'verifications.get' || typeof input !== 'object' || input === null) return false
  return 'verificationId' in input && input.verificationId === verificationId
}
