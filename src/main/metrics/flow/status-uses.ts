import type { IssueColumns } from './issue-columns.ts'

/** Issues of one type (row id) in one status (row id): now, and at any time. */
export interface Use {
  readonly statusId: number
  readonly typeId: number
  now: number
  ever: number
}

export interface Uses {
  readonly ofStatuses: readonly Use[]
  /** Issues by type. */
  readonly ofTypes: ReadonlyMap<number, number>
}

/** How issues use statuses and types, as far as one of their data sources is active. */
export function countUses(columns: IssueColumns, activeSources: ReadonlySet<number>): Uses {
  const { size, types, statuses, sources, offsets } = columns
  const uses = new Map<number, Use & { lastIssue: number }>()
  const ofTypes = new Map<number, number>()
  const highest = types.reduce((max, id) => Math.max(max, id), 0) + 1
  for (let issue = 0; issue < size; issue++) {
    const from = offsets.sources[issue] ?? 0
    if (!sources.subarray(from, offsets.sources[issue + 1] ?? 0).some(id => activeSources.has(id))) continue
    const typeId = types[issue] ?? 0
    ofTypes.set(typeId, (ofTypes.get(typeId) ?? 0) + 1)
    const end = offsets.statuses[issue + 1] ?? 0
    for (let k = offsets.statuses[issue] ?? 0; k < end; k++) {
      const statusId = statuses[k] ?? 0
      const key = statusId * highest + typeId
      const use = uses.get(key) ?? { statusId, typeId, now: 0, ever: 0, lastIssue: -1 }
      if (use.ever === 0) uses.set(key, use)
      if (use.lastIssue !== issue) use.ever++
      use.lastIssue = issue
      if (k === end - 1) use.now++
    }
  }
  return { ofStatuses: [...uses.values()], ofTypes }
}
