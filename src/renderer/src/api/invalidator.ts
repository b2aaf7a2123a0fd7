import type { Query, QueryClient } from '@tanstack/react-query'
import type { TableName } from '../../../shared/contract/events.ts'
import { isAffected, type QueryName } from './query-tables.ts'

export interface Invalidator {
  /** These tables have changed: the queries that read them are asked again. */
  tablesChanged(tables: readonly TableName[]): void
  /** A verification has moved on; null means that a connection's sources have. */
  sourcesChanged(verificationId: string | null): void
  /** A sign-in has moved on. */
  signInChanged(signInId: string): void
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
      else mark(query => isAbout(query.queryKey, 'verifications.get', 'verificationId', verificationId))
    },
    signInChanged(signInId) {
      mark(query => isAbout(query.queryKey, 'signIns.get', 'signInId', signInId))
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

/** Whether it is this query, about the one with this id. */
function isAbout([method, input]: readonly unknown[], wanted: QueryName, name: string, id: string): boolean {
  if (method !== wanted || typeof input !== 'object' || input === null) return false
  return new Map(Object.entries(input)).get(name) === id
}
