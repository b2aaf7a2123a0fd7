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
  { path, record }: RepositoryPlace,
  known: BranchHead | null,
): Promise<BranchHead> {
  const branch = record.default_branch ?? ''
  if (branch === '') return { branch, etag: null, sha: null }
  const before = known?.branch === branch ? known : null
  const address = `${path}/git/ref/heads/${branch.split('/').map(encodeURIComponent).join('/')}`
  try {
    const { status, body, etag } = await remote.send({ path: address, etag: before?.etag ?? null })
    if (status === 304 && before !== null) return before
    return { branch, etag, sha: answerOf(Ref, body, 'GitHub', address).object.sha }
  } catch (error) {
    // What GitHub says of a repository without any commit.
    if (statusOf(error) === 409) return { branch, etag: null, sha: null }
    throw error
  }
}
