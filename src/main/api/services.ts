import type { Kysely } from 'kysely'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { type ConnectionId, type RepositoryId, ServiceId } from '../../shared/model/ids.ts'
import type { ServiceDraft } from '../../shared/model/service.ts'
import type { CountTouched } from '../connections/touched-commits.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock } from '../ports.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import type { HandlersOf } from './dispatch.ts'

export interface ServiceParts {
  readonly db: Kysely<Database>
  readonly queries: QueryThread
  readonly clock: Clock
  readonly countTouched: CountTouched
  /** Works out a repository's deployments anew in the background. */
  readonly derive: (repositoryIds: readonly RepositoryId[]) => void
  /** Has a connection's job look for the commits of a service. */
  readonly sync: (connectionId: ConnectionId) => void
  readonly onChanged: (tables: readonly ['services']) => void
}

type ServiceMethods = 'services.list' | 'services.touched' | 'services.save' | 'services.remove'

export function serviceHandlers({
  db,
  queries,
  clock,
  countTouched,
  derive,
  sync,
  onChanged,
}: ServiceParts): HandlersOf<ServiceMethods> {
  return {
    'services.list': (input, { signal }) => queries.run('services', input, signal),
    'services.touched': ({ repositoryId, paths }, { signal }) => countTouched(repositoryId, paths, signal),
    async 'services.save'({ repositoryId, serviceId, service }) {
      const saved = await save(db, { repositoryId, serviceId, service, now: clock.now() })
      onChanged(['services'])
      derive([repositoryId])
      if (saved.newPaths) sync(saved.connectionId)
      return { serviceId: saved.serviceId }
    },
    async 'services.remove'({ serviceId }) {
      const repositoryId = await remove(db, serviceId)
      onChanged(['services'])
      derive([repositoryId])
    },
  }
}

interface Saving {
  readonly repositoryId: RepositoryId
  readonly serviceId: ServiceId | null
  readonly service: ServiceDraft
  readonly now: number
}

/** Stores a service and marks what is derived of its repository as out of date, in one transaction. @throws WeirError `settings.invalid`. */
function save(db: Kysely<Database>, { repositoryId, serviceId, service, now }: Saving) {
  return writePatiently(db, async trx => {
    const repository = await trx
      .selectFrom('repositories')
      .innerJoin('data_sources', 'data_sources.id', 'repositories.data_source_id')
      .select('data_sources.connection_id as connectionId')
      .where('repositories.id', '=', repositoryId)
      .executeTakeFirst()
    if (!repository) throw new WeirError('rpc.not_found', { hint: 'This repository no longer exists.' })
    const others = await trx
      .selectFrom('services')
      .select(['id', 'name', 'paths'])
      .where('repository_id', '=', repositoryId)
      .execute()
    const before = others.find(({ id }) => id === serviceId)
    if (serviceId !== null && !before) throw gone()
    const taken = others.find(({ id, name }) => id !== serviceId && folded(name) === folded(service.name))
    if (taken) throw nameTaken(taken.name)
    const paths = JSON.stringify(service.paths)
    const row = {
      name: service.name,
      paths,
      rule: service.rule && JSON.stringify(service.rule),
      updated_at: now,
    }
    const { id } = before
      ? await trx.updateTable('services').set(row).where('id', '=', before.id).returning('id').executeTakeFirstOrThrow()
      : await trx
          .insertInto('services')
          .values({ ...row, repository_id: repositoryId })
          .returning('id')
          .executeTakeFirstOrThrow()
    await markStale(trx, repositoryId)
    return {
      serviceId: ServiceId.parse(id),
      connectionId: repository.connectionId as ConnectionId,
      newPaths: before?.paths !== paths,
    }
  })
}

/** Deletes a service with what the user said of its incidents; what was derived for it goes with the next derivation. */
function remove(db: Kysely<Database>, serviceId: ServiceId): Promise<RepositoryId> {
  return writePatiently(db, async trx => {
    const removed = await trx
      .deleteFrom('services')
      .where('id', '=', serviceId)
      .returning('repository_id')
      .executeTakeFirst()
    if (!removed) throw gone()
    await trx.deleteFrom('incident_links').where('service_id', '=', serviceId).execute()
    await markStale(trx, removed.repository_id)
    return removed.repository_id as RepositoryId
  })
}

async function markStale(trx: Kysely<Database>, repositoryId: number): Promise<void> {
  await trx
    .updateTable('repositories')
    .set(({ eb }) => ({ changed_seq: eb('changed_seq', '+', 1) }))
    .where('id', '=', repositoryId)
    .execute()
}

const folded = (name: string) => name.trim().toLowerCase()

const gone = () => new WeirError('rpc.not_found', { hint: 'This service has been removed.' })

const nameTaken = (name: string) => {
  const message = `There is a service ${name} in this repository already`
  return new WeirError('settings.invalid', {
    hint: `${message}. Choose another name.`,
    fields: [{ path: 'name', message }],
  })
}
