import type { ReadonlyKysely } from 'kysely/readonly'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ConnectionId, RepositoryId } from '../../shared/model/ids.ts'
import type { TouchedCommits } from '../../shared/model/service.ts'
import type { CommandRunner } from '../connectors/sdk/connector.ts'
import type { Database } from '../store/schema.ts'
import { connectorById } from './settings.ts'

/** So many commits are looked through in a second or two. */
const most = 20_000

export interface TouchedCommitsParts {
  readonly db: ReadonlyKysely<Database>
  readonly createCommandRunner: (signal: AbortSignal) => CommandRunner
  readonly cacheFolder: (connectionId: ConnectionId) => string
}

/** Asks a repository's own history how many of its newest commits touch some paths; null where there is none to ask. */
export type CountTouched = (
  repositoryId: RepositoryId,
  paths: readonly string[],
  signal: AbortSignal,
) => Promise<TouchedCommits | null>

/** @throws WeirError `rpc.not_found`, and what the connector throws. */
export function createTouchedCommits({ db, createCommandRunner, cacheFolder }: TouchedCommitsParts): CountTouched {
  return async (repositoryId, paths, signal) => {
    const found = await db
      .selectFrom('repositories')
      .innerJoin('data_sources', 'data_sources.id', 'repositories.data_source_id')
      .innerJoin('connections', 'connections.id', 'data_sources.connection_id')
      .select([
        'repositories.path',
        'data_sources.external_id as identity',
        'connections.id as connectionId',
        'connections.connector_id as connectorId',
      ])
      .where('repositories.id', '=', repositoryId)
      .executeTakeFirst()
    if (!found) throw new WeirError('rpc.not_found', { hint: 'This repository no longer exists.' })
    const { countTouched } = connectorById(found.connectorId)
    if (!countTouched) return null
    const place = {
      commands: createCommandRunner(signal),
      cacheFolder: cacheFolder(found.connectionId as ConnectionId),
      path: found.path,
      identity: found.identity,
    }
    return countTouched(place, paths, most)
  }
}
