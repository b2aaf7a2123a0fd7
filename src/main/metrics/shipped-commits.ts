import type { Database } from 'better-sqlite3'
import type { ServiceScope } from './measured-services.ts'
import { type CommitSet, openCommits, packCommits } from './packed-commits.ts'

/** What a service's deployments hold by ancestry, packed. */
export interface PackedOfService {
  readonly serviceId: number
  readonly packed: Buffer
}

/** The commits that a service's deployments held when they were last derived; none without a derivation. */
export function shippedCommits(db: Database, { repositoryId, serviceId }: ServiceScope): CommitSet {
  const packed = db
    .prepare<[number, number], Buffer>('select packed from shipped_commits where repository_id = ? and service_id = ?')
    .pluck()
    .get(repositoryId, serviceId)
  return packed ? openCommits(packed) : { has: () => false, packedWith: packCommits }
}

/** Writes down what some services' deployments hold now. */
export function keepShippedCommits(db: Database, repositoryId: number, services: readonly PackedOfService[]): void {
  const save = db.prepare(
    `insert into shipped_commits (repository_id, service_id, packed) values (?, ?, ?)
     on conflict (repository_id, service_id) do update set packed = excluded.packed where packed <> excluded.packed`,
  )
  for (const { serviceId, packed } of services) save.run(repositoryId, serviceId, packed)
}

/** Forgets what the deployments of other services held. */
export function forgetShippedCommits(db: Database, repositoryId: number, services: readonly PackedOfService[]): void {
  db.prepare(
    'delete from shipped_commits where repository_id = ? and service_id not in (select value from json_each(?))',
  ).run(repositoryId, JSON.stringify(services.map(({ serviceId }) => serviceId)))
}
