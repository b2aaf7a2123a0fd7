import { z } from 'zod'
import { answerOf, statusOf } from '../../sdk/answer.ts'
import type { Remote } from '../remote.ts'
import type { RepositoryPlace } from '../repository-place.ts'
import type { HistoryCursor } from './cursor.ts'

/** The default branch and its head; no commit in an empty repository. */
export type BranchHead = NonNullable<HistoryCursor['ref']>

const Ref = z.object({ object: z.object({ sha: z.string() }) })

/** Where the default branch is. Asked with the etag it had before: as it was, that costs nothing. */
export async function headOf(
  remote: Remote,
  { at, record }: RepositoryPlace,
  known: BranchHead | null,
): Promise<BranchHead> {
  const branch = record.default_branch ?? ''
  if (branch === '') return { branch, etag: null, sha: null }
  const before = known?.branch === branch ? known : null
  try {
    const headers = before?.etag == null ? {} : { 'if-none-match': before.etag }
    const path = branch.split('/').map(encodeURIComponent).join('/')
    const route = 'GET /repos/{owner}/{repo}/git/ref/heads/{+path}'
    const reply = await remote.octokit.request(route, { ...at, path, headers })
    if (reply.status === 304 && before !== null) return before
    const sha = answerOf(Ref, reply.data, 'GitHub', reply.url).object.sha
    return { branch, etag: reply.headers.etag ?? null, sha }
  } catch (error) {
    // What GitHub says of a repository without any commit.
    if (statusOf(error) === 409) return { branch, etag: null, sha: null }
    throw error
  }
}
