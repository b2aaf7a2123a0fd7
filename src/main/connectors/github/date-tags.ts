import { z } from 'zod'
import { statusOf } from '../sdk/answer.ts'
import { Instant } from '../sdk/instant.ts'
import { dataOf } from './octokit.ts'
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
  { at }: RepositoryPlace,
  records: readonly unknown[],
): Promise<readonly unknown[]> {
  const asked = new Map<string, Promise<number | null>>()
  const timeOf = (sha: string) => {
    const time = asked.get(sha) ?? commitTime(remote, at, sha)
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

async function commitTime({ octokit }: Remote, at: RepositoryPlace['at'], sha: string): Promise<number | null> {
  const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}'
  try {
    return (await dataOf(Commit, octokit.request(route, { ...at, commit_sha: sha }))).committer.date
  } catch (error) {
    if (none.has(statusOf(error))) return null
    throw error
  }
}
