/** A status as a history names it: `id` tells statuses apart, the rest is the caller's. */
export interface StatusRef {
  readonly id: number
}

export interface StatusChange<Status extends StatusRef> {
  readonly at: number
  /** Null where the history names none. */
  readonly from: Status | null
  readonly to: Status | null
}

/** A time in a status: it ends where the next one begins, the last one lasts. */
export interface StatusEntry<Status extends StatusRef> {
  readonly status: Status
  readonly enteredAt: number
}

export interface IssueLife<Status extends StatusRef> {
  readonly createdAt: number
  readonly updatedAt: number
  /** The present one, as the tracker says. */
  readonly status: Status
}

/**
 * The statuses an issue has been in since its creation, without gaps or overlaps, neighbours differ and times rise. It began in
 * what its first change left. Histories that contradict themselves are read the same way every time: a change counts by where
 * it led, one before the creation as made at the creation, one without a time of its own (the next has the same) not at all;
 * where the history does not end in the present status, that was entered when the issue was last updated.
 */
export function statusHistory<Status extends StatusRef>(
  issue: IssueLife<Status>,
  changes: readonly StatusChange<Status>[],
): StatusEntry<Status>[] {
  const ordered = inOrder(changes)
  const [first] = ordered
  const entries: StatusEntry<Status>[] = []
  enter(entries, first?.from ?? first?.to ?? issue.status, issue.createdAt)
  for (const { to, at } of ordered) if (to) enter(entries, to, at)
  if (entries.at(-1)?.status.id !== issue.status.id) enter(entries, issue.status, issue.updatedAt)
  return entries
}

function enter<Status extends StatusRef>(entries: StatusEntry<Status>[], status: Status, at: number): void {
  const last = entries.at(-1)
  const enteredAt = Math.max(at, last?.enteredAt ?? at)
  if (last?.status.id === status.id) return
  if (last?.enteredAt === enteredAt) entries.pop()
  if (entries.at(-1)?.status.id !== status.id) entries.push({ status, enteredAt })
}

/** By time. Changes of one moment follow one another where they can; else they stay as they are. */
function inOrder<Status extends StatusRef>(changes: readonly StatusChange<Status>[]): readonly StatusChange<Status>[] {
  if (changes.every(({ at }, i) => i === 0 || (changes[i - 1]?.at ?? at) < at)) return changes
  const sorted = changes.toSorted((a, b) => a.at - b.at)
  const ordered: StatusChange<Status>[] = []
  for (let begin = 0; begin < sorted.length; ) {
    const at = sorted[begin]?.at
    let end = begin + 1
    while (end < sorted.length && sorted[end]?.at === at) end++
    ordered.push(...chained(sorted.slice(begin, end), ordered.at(-1)?.to?.id ?? null))
    begin = end
  }
  return ordered
}

function chained<Status extends StatusRef>(
  group: StatusChange<Status>[],
  before: number | null,
): readonly StatusChange<Status>[] {
  const ordered: StatusChange<Status>[] = []
  let current = before ?? beginningOf(group)
  while (group.length > 0) {
    const follower = group.findIndex(({ from }) => from !== null && from.id === current)
    const [next] = group.splice(Math.max(follower, 0), 1)
    if (!next) break
    ordered.push(next)
    current = next.to?.id ?? current
  }
  return ordered
}

/** What one of the changes leaves and none leads to. */
function beginningOf<Status extends StatusRef>(group: readonly StatusChange<Status>[]): number | null {
  const reached = new Set(group.map(({ to }) => to?.id))
  return group.find(({ from }) => from !== null && !reached.has(from.id))?.from?.id ?? null
}
