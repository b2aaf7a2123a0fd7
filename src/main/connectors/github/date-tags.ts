import { z } from 'zod'
import { statusOf } from '../sdk/answer.ts'
import { Instant } from '../sdk/instant.ts'
import type { Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'

/** With a time, it is GraphQL's. */
const Undated = z.strictObject({ name: z.string(), sha: z.string() })
const Commit = z.object({ committer: z.object({ date: Instant }) })
/** It is gone meanwhile, or no commit. */
const none: ReadonlySet<number | null> = new Set([404, 409, 422])

/** Tags, those that REST has listed with the time of their commits: a small request for each commit. */
export async function dateTags(
  remote: Remote,
  { path }: RepositoryPlace,
  records: readonly unknown[],
): Promise<readonly unknown[]> {
  const asked = new Map<string, Promise<number | null>>()
  const timeOf = (sha: string) => {
    const time = asked.get(sha) ?? commitTime(remote, `${path}/git/commits/${sha}`)
    asked.set(sha, time)
    return time
  }
  return Promise.all(
    records.map(async record => {
      const { success, data } = Undated.safeParse(record)
      return success ? { ...data, at: await timeOf(data.sha) } : record
    }),
  )
}

async function commitTime(remote: Remote, path: string): Promise<number | null> {
  try {
    return (await remote.ask(Commit, path)).committer.date
  } catch (error) {
    if (none.has(statusOf(error))) return null
    throw error
  }
}
