import type { Database } from 'better-sqlite3'
import type { LateDeployments } from './late-deployments.ts'
import type { ServiceScope } from './measured-services.ts'
import type { LateDeployment, ShippedSince } from './shipped-since.ts'
import {
  changeWriter,
  deploymentWriter,
  isStored,
  type StoredDeployment,
  storedColumns,
  wantedRow,
} from './write-deployments.ts'

/** Writes deployments that come after all known ones, with what shipped with them. True when anything was written. */
export function appendDeployments(
  db: Database,
  scope: ServiceScope,
  { failed, retold }: LateDeployments,
  { graph, deployments, shippedWith, leadTimesMs }: ShippedSince,
): boolean {
  const shortSha = shortShaOf(db)
  const known = [...failed, ...retold].map(({ key }) => key)
  const stored = storedWithKeys(db, scope, known)
  const write = deploymentWriter(db, scope)
  const shipsNothing = failed.map(one => wantedRow({ ...one, first: false, changes: 0 }, shortSha))
  const toldAgain = retold.map(one => {
    const { first = 0, changes = 0 } = stored.get(one.key) ?? {}
    return wantedRow({ ...one, first: first === 1, changes }, shortSha)
  })
  const differing = [...shipsNothing, ...toldAgain].filter(row => !isStored(stored.get(row.key), row))
  for (const row of differing) write(row)

  // The first stands for all that had shipped before.
  const ids = deployments.map((one, place) => (place === 0 ? 0 : write(wantedRow(one, shortSha))))
  changeWriter(
    db,
    scope.serviceId,
  )(
    [...graph.ids].flatMap((commitId, commit) => {
      const deploymentId = ids[shippedWith[commit] ?? -1]
      const leadTimeMs = leadTimesMs[commit] ?? Number.NaN
      return deploymentId ? [{ commitId, deploymentId, leadTimeMs: Number.isNaN(leadTimeMs) ? null : leadTimeMs }] : []
    }),
  )
  return differing.length > 0 || deployments.length > 1
}

/** A service's stored deployments with these keys. */
export function storedWithKeys(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  keys: readonly string[],
): ReadonlyMap<string, StoredDeployment> {
  const rows = db
    .prepare<[number, number, string], StoredDeployment>(
      `select ${storedColumns} from deployments
       where repository_id = ? and service_id = ? and key in (select value from json_each(?))`,
    )
    .all(repositoryId, serviceId, JSON.stringify(keys))
  return new Map(rows.map(row => [row.key, row]))
}

/** Makes a look-up of what was out before a moment: see `FoundSince`. */
export function outBefore(db: Database, { repositoryId, serviceId }: ServiceScope) {
  const last = db.prepare<[number, number, number], { commit_id: number | null; finished_at: number }>(
    `select commit_id, finished_at from deployments
     where repository_id = ? and service_id = ? and result = 'success' and finished_at <= ?
     order by finished_at desc, id desc limit 1`,
  )
  return (moment: LateDeployment['finishedAt']): number | null | undefined => {
    const row = last.get(repositoryId, serviceId, moment)
    return row?.finished_at === moment ? undefined : row?.commit_id
  }
}

/** Whether the commit of a deployment is there now that was not known when it was derived. */
export function unknownCommitsFound(db: Database, { repositoryId, serviceId }: ServiceScope): boolean {
  return db.prepare<[number, number]>(foundSince).get(repositoryId, serviceId) !== undefined
}

const shortShaOf = (db: Database) => {
  const sha = db.prepare<[number], string>('select lower(hex(substr(sha, 1, 4))) from commits where id = ?').pluck()
  return (commitId: number | null) => sha.get(commitId ?? 0) ?? String(commitId)
}

const foundSince = `
  select 1 from deployments d
  left join hosted_deployments h on d.key like 'd%' and h.id = cast(substr(d.key, 2) as integer)
  left join workflow_runs w on d.key like 'w%' and w.id = cast(substr(d.key, 2) as integer)
  join commits c on c.repository_id = d.repository_id and c.sha = coalesce(h.sha, w.sha) and c.active = 1
  where d.commit_id is null and +d.repository_id = ? and +d.service_id = ? limit 1`
