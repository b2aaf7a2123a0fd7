import { workerData } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { connectDatabase } from '../store/connect.ts'
import { type QueryName, queries } from './queries.ts'
import type { QueryTask, QueryThreadData } from './query-thread.ts'
import { createResultCache } from './result-cache.ts'
import { serveTasks } from './serve-tasks.ts'

const { databasePath } = workerData as QueryThreadData
const cache = createResultCache(64)
let db: Database | undefined

type AnyQuery = (db: Database, input: unknown) => unknown
const queryNamed = (name: QueryName) => queries[name] as AnyQuery

/** A query is one read transaction: all its statements see the same moment, whose version its result is kept under. */
serveTasks<QueryTask>(({ name, input }) => {
  db ??= connectDatabase(databasePath, { readonly: true })
  const open = db
  return open.transaction(() => {
    const version = Number(open.pragma('data_version', { simple: true }))
    return cache.get(version, JSON.stringify([name, input]), () => queryNamed(name)(open, input))
  })()
})
