import type { Logger } from '../ports.ts'
import type { QueryInput, QueryName, QueryOutput } from './queries.ts'
import { createTaskThread } from './task-thread.ts'

export interface QueryThreadOptions {
  readonly entry: URL
  readonly databasePath: string
  readonly logger: Logger
  /** How long a cancelled query may go on before the thread is ended under it and started again. */
  readonly abandonAfterMs?: number
}

export interface QueryThread {
  /**
   * Runs a query. Queries run one after the other, in the order they came. An aborted one is dropped while it waits; one that
   * runs loses its answer, and its thread if it goes on for long.
   * @throws WeirError the query's own fault, `rpc.cancelled`, or `internal.unexpected` when the thread broke.
   */
  run<Name extends QueryName>(name: Name, input: QueryInput<Name>, signal?: AbortSignal): Promise<QueryOutput<Name>>
  /** Ends the thread; queries under way or waiting are cancelled. */
  close(): Promise<void>
}

export interface QueryThreadData {
  readonly databasePath: string
}

export interface QueryTask {
  readonly name: QueryName
  readonly input: unknown
}

/** A thread with a read-only connection of its own, started with the first query. */
export function createQueryThread(options: QueryThreadOptions): QueryThread {
  const { entry, databasePath, logger, abandonAfterMs = 2_000 } = options
  const thread = createTaskThread({
    entry,
    workerData: { databasePath } satisfies QueryThreadData,
    logger,
    abandonAfterMs,
  })
  return {
    async run<Name extends QueryName>(name: Name, input: QueryInput<Name>, signal?: AbortSignal) {
      return (await thread.run({ name, input } satisfies QueryTask, { signal })) as QueryOutput<Name>
    },
    close: () => thread.close(),
  }
}
