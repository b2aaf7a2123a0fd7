import type { KnownBudgets as Known } from '../../shared/model/connection.ts'
import type { ConnectionId } from '../../shared/model/ids.ts'
import type { RemoteBudget } from '../../shared/model/job.ts'

/** What the remotes of connections have told of their limits since the application began. */
export interface KnownBudgets {
  /** Of a connection, as its remote has just told; an empty list says nothing. */
  note(connectionId: ConnectionId, budgets: readonly RemoteBudget[]): void
  /** What still holds of what was told last; null for nothing. */
  of(connectionId: ConnectionId): Known | null
  /** It asks another remote now, or as somebody else. */
  forget(connectionId: ConnectionId): void
}

export function createKnownBudgets(now: () => number): KnownBudgets {
  const told = new Map<ConnectionId, Known>()
  return {
    note(connectionId, budgets) {
      if (budgets.length > 0) told.set(connectionId, { at: now(), budgets: [...budgets] })
    },
    of(connectionId) {
      const { at = 0, budgets = [] } = told.get(connectionId) ?? {}
      const current = budgets.filter(({ resetsAt }) => resetsAt > now())
      return current.length === 0 ? null : { at, budgets: current }
    },
    forget: connectionId => void told.delete(connectionId),
  }
}
