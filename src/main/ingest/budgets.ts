import type { RemoteBudget } from '../../shared/model/job.ts'
import type { Budget } from '../connectors/sdk/http.ts'

export interface Budgets {
  /** Notes what a remote has told of the limit of `holder`, such as one of several tokens. */
  note(budget: Budget, title: string, holder: string): void
  /** What is left by limit, over all holders; the first of them to be full again gives the time. */
  list(): readonly RemoteBudget[]
}

/** Keeps what remotes tell of their limits in a run. */
export function createBudgets(): Budgets {
  const told = new Map<string, Map<string, Budget>>()
  return {
    note(budget, title, holder) {
      const name = budget.name === '' ? title : `${title} ${budget.name}`
      const holders = told.get(name) ?? new Map<string, Budget>()
      told.set(name, holders.set(holder, budget))
    },
    list: () =>
      [...told].map(([name, holders]) => {
        const all = [...holders.values()]
        return {
          name,
          remaining: all.reduce((sum, { remaining }) => sum + remaining, 0),
          limit: all.reduce((sum, { limit }) => sum + limit, 0),
          resetsAt: Math.min(...all.map(({ resetsAt }) => resetsAt)),
        }
      }),
  }
}
