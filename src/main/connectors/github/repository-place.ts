import { WeirError } from '../../../shared/contract/weir-error.ts'
import { statusOf } from '../sdk/answer.ts'
import type { SourceRef } from '../sdk/connector.ts'
import { dataOf } from './octokit.ts'
import { RawRepository } from './records.ts'
import type { Remote } from './remote.ts'

/** Where a data source's repository is at present: it may have been renamed or have moved since. */
export interface RepositoryPlace {
  readonly id: string
  readonly owner: string
  readonly name: string
  /** As REST's routes take it: `/repos/{owner}/{repo}/…`. */
  readonly at: { readonly owner: string; readonly repo: string }
  readonly record: RawRepository
}

/** @throws WeirError `source.unreadable` when it is gone or not to be seen any more. */
export function placeOf(remote: Remote, source: SourceRef): Promise<RepositoryPlace> {
  const { externalId: id } = source
  return remote.once(`repository ${id}`, async () => {
    const record = await dataOf(RawRepository, remote.octokit.request('GET /repositories/{id}', { id })).catch(
      error => {
        const status = statusOf(error)
        throw status === 404 || status === 403 || status === 451 ? gone(source, error) : error
      },
    )
    const { name } = record
    const owner = record.owner.login
    return { id, owner, name, at: { owner, repo: name }, record }
  })
}

const gone = ({ name }: SourceRef, cause: unknown) =>
  new WeirError('source.unreadable', {
    hint: `The repository ${name} cannot be seen with these credentials: it was deleted, or access to it was taken away.`,
    details: { repository: name },
    cause,
  })
