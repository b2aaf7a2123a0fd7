import type { JsonObject } from '../shared/reply.ts'
import type { SimCommit, SimHistory } from './world.ts'

export const noHistory: SimHistory = { head: null, commits: [] }

type Index = ReadonlyMap<string, SimCommit>
const indexes = new WeakMap<readonly SimCommit[], { readonly bySha: Index; readonly walks: Map<string, Walk> }>()
type Walk = readonly SimCommit[]

function indexOf({ commits }: SimHistory) {
  const known = indexes.get(commits) ?? { bySha: new Map(commits.map(one => [one.sha, one])), walks: new Map() }
  indexes.set(commits, known)
  return known
}

const timeOf = ({ commit }: SimCommit) => String((commit['committer'] as JsonObject)['date'])

/** What leads to a commit, in the order of `git log`: newest first, and none before one of its children. Null when it is not there. */
export function logOf(history: SimHistory, tip: string): Walk | null {
  const { bySha, walks } = indexOf(history)
  const first = bySha.get(tip)
  if (first === undefined) return null
  const known = walks.get(tip)
  if (known) return known
  const walk: SimCommit[] = []
  const met = new Set([tip])
  /** Oldest first. */
  const waiting = [first]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    walk.push(next)
    for (const { sha } of next.parents) {
      const parent = bySha.get(sha)
      if (parent === undefined || met.has(sha)) continue
      met.add(sha)
      waiting.splice(placeFor(waiting, timeOf(parent)), 0, parent)
    }
  }
  walks.set(tip, walk)
  return walk
}

/** Behind those of the same time, as Git's queue has it. */
function placeFor(waiting: readonly SimCommit[], time: string): number {
  let at = waiting.length
  while (at > 0 && (waiting[at - 1] ? timeOf(waiting[at - 1] as SimCommit) : '') >= time) at--
  return at
}

export const newerThan = (walk: Walk, since: string | null): Walk =>
  since === null ? walk : walk.filter(commit => Date.parse(timeOf(commit)) >= Date.parse(since))

/** What leads to `to` and not to `from`, oldest first; `unrelated` without a common ancestor, null when one is not there. */
export function between(history: SimHistory, from: string, to: string): Walk | 'unrelated' | null {
  const base = logOf(history, from)
  const head = logOf(history, to)
  if (base === null || head === null) return null
  const known = new Set(base.map(({ sha }) => sha))
  if (!head.some(({ sha }) => known.has(sha))) return 'unrelated'
  return head.filter(({ sha }) => !known.has(sha)).reverse()
}

export const withCommit = ({ head, commits }: SimHistory, commit: SimCommit, moves = true): SimHistory => ({
  head: moves ? commit.sha : head,
  commits: [...commits, commit],
})
