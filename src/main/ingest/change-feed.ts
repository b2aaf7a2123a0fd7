import type { TableName } from '../../shared/contract/events.ts'
import type { RepositoryId } from '../../shared/model/ids.ts'
import type { FromJobThread } from './messages.ts'

export interface ChangeFeed {
  /** Notes tables written to; tells of them if the last message is two seconds old. */
  add(tables: readonly TableName[]): void
  /** Tells of everything noted, and of the repositories whose deployments are behind. */
  tell(derive?: readonly RepositoryId[]): void
}

const intervalMs = 2_000

/** Gathers what was committed into few `changed` messages. */
export function createChangeFeed(now: () => number, send: (message: FromJobThread) => void): ChangeFeed {
  let noted = new Set<TableName>()
  let toldAt = now()

  function tell(derive: readonly RepositoryId[] = []): void {
    if (noted.size === 0 && derive.length === 0) return
    send({ type: 'changed', tables: [...noted], derive })
    noted = new Set()
    toldAt = now()
  }

  return {
    tell,
    add(tables) {
      for (const table of tables) noted.add(table)
      if (now() - toldAt >= intervalMs) tell()
    },
  }
}
