import { WeirError } from '../../../shared/contract/weir-error.ts'
import { statusOf } from '../sdk/answer.ts'
import type { SourceRef } from '../sdk/connector.ts'
import { RawRepository } from './records.ts'
import type { Remote } from './remote.ts'

/** Where a data source's repository is at present: it may have been renamed or have moved since. */
export interface RepositoryPlace {
  readonly id: string
  readonly owner: string
  readonly name: string
  /** Below the API: `repos/owner/name`. */
  readonly path: string
  readonly record: RawRepository
}

/** @throws WeirError `source.unreadable` when it is gone or not to be seen any more. */
export function placeOf(remote: Remote, source: SourceRef): Promise<RepositoryPlace> {
  const { externalId: id } = source
  return remote.once(`repository ${id}`, async () => {
    const record = await remote.ask(RawRepository, `repositories/${id}`).catch(error => {
      const status = statusOf(error)
      throw status === 404 || status === 403 || status === 451 ? gone(source, error) : error
    })
    const { name } = record
    const owner = record.owner.login
    return { id, owner, name, path: `repos/${owner}/${name}`, record }
  })
}

const gone = ({ name }: SourceRef, cause: unknown) =>
  new WeirError('source.unreadable', {
    hint: `The repository ${name} cannot be seen with these credentials: it was deleted, or access to it was taken away.`,
    details: { repository: name },
    cause,
  })
