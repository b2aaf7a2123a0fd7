import type { JsonObject } from '../shared/reply.ts'
import { type makeRecords, people } from './records.ts'
import type { SimCommit, SimHistory, SimPull } from './world.ts'

/**
 * The history that pull requests leave behind: every third is merged with a merge commit, the others are squashed. The commits of those that
 * were not merged, and of the squashed, are on branches of their own.
 */
export function historyOf(
  pulls: readonly SimPull[],
  records: ReturnType<typeof makeRecords>,
  startAt: number,
): SimHistory {
  const [first] = people
  if (!first) throw new Error('There is nobody')
  const root = child(records.commit('root', startAt - 24 * 3_600_000, first, 'Begin'), [])
  const commits: SimCommit[] = [root]
  let head = root.sha
  const mergedAt = ({ record }: SimPull) => String(record['merged_at'] ?? '~')
  for (const pull of [...pulls].sort((a, b) => (mergedAt(a) < mergedAt(b) ? -1 : 1))) {
    const branch = chain(pull.commits, head)
    commits.push(...branch)
    if (pull.record['merged_at'] === null) continue
    const tip = branch.at(-1)?.sha ?? head
    const merge = mergeOf(pull, pull.record.number % 3 === 0 ? [head, tip] : [head])
    commits.push(merge)
    head = merge.sha
  }
  return { head, commits }
}

/** A commit's record with its parents. */
export const child = (record: JsonObject, parents: readonly string[]): SimCommit => ({
  ...(record as Pick<SimCommit, 'sha' | 'commit'>),
  parents: parents.map(sha => ({ sha })),
})

/** Commits one after the other. */
function chain(records: readonly JsonObject[], from: string): readonly SimCommit[] {
  return records.map((record, place) => child(record, [place === 0 ? from : String(records[place - 1]?.['sha'])]))
}

/** What merging a pull request puts on the default branch. */
export function mergeOf({ record }: SimPull, parents: readonly string[]): SimCommit {
  const date = String(record['merged_at'])
  const user = record['merged_by'] as { readonly login: string }
  const person = { name: user.login, email: `${user.login}@example.org`, date }
  const message =
    parents.length > 1
      ? `Merge pull request #${record.number}\n\n${record['title']}`
      : `${record['title']} (#${record.number})`
  const commit = { author: person, committer: person, message }
  return child({ sha: record['merge_commit_sha'], commit, author: user, committer: user }, parents)
}
