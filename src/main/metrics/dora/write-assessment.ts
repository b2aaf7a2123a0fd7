import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import type { ServiceScope } from '../measured-services.ts'
import type { AssessedDeployment } from './assess.ts'
import type { Assessed } from './assess-repository.ts'
import type { StoredAssessable } from './incident-sources.ts'

/** Writes what is said of deployments; each judgement stands in the place of its deployment. True when anything was written. */
export async function writeJudgements(
  db: Database,
  deployments: readonly StoredAssessable[],
  judgements: readonly AssessedDeployment[],
): Promise<boolean> {
  const changed = deployments.flatMap((stored, place) => {
    const judged = judgements[place]
    if (!judged) return []
    const failed = judged.failed ? 1 : 0
    const unplanned = judged.unplanned ? 1 : 0
    const same = stored.failed === failed && stored.unplanned === unplanned && stored.restoredAt === judged.restoredAt
    return same ? [] : [[failed, judged.restoredAt, unplanned, stored.id] as const]
  })
  const update = db.prepare('update deployments set failed = ?, restored_at = ?, unplanned = ? where id = ?')
  await writeInShortTransactions(db, changed, rows => {
    for (const row of rows) update.run(...row)
  })
  return changed.length > 0
}

const columns = [
  'source',
  'title',
  'began_at',
  'ended_at',
  'issue_id',
  'commit_id',
  'deployment_id',
  'by_hand',
  'fix_deployment_id',
] as const
type IncidentRow = Readonly<Record<(typeof columns)[number] | 'key', string | number | null>>

/**
 * Makes the stored incidents of a service what was worked out, or with `keys` only those of these keys. True when anything was written.
 */
export async function writeIncidents(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  { deployments, incidents, assessment }: Omit<Assessed, 'sources'>,
  keys?: readonly string[],
): Promise<boolean> {
  const idOf = (place: number | null) => (place === null ? null : (deployments[place]?.id ?? null))
  const wanted = assessment.incidents.map(
    (incident, i): IncidentRow => ({
      key: incident.key,
      source: incident.source,
      title: incident.title,
      began_at: incident.beganAt,
      ended_at: incident.endedAt,
      issue_id: incidents[i]?.issueId ?? null,
      commit_id: incidents[i]?.commitId ?? null,
      deployment_id: idOf(incident.deployment),
      by_hand: incident.byHand ? 1 : 0,
      fix_deployment_id: idOf(incident.fix),
    }),
  )
  const stored = new Map(
    db
      .prepare<unknown[], IncidentRow & { readonly id: number }>(
        `select id, key, ${columns.join(', ')} from incidents where repository_id = ? and service_id = ?
           ${keys ? 'and key in (select value from json_each(?))' : ''}`,
      )
      .all(repositoryId, serviceId, ...(keys ? [JSON.stringify(keys)] : []))
      .map(row => [row.key, row]),
  )
  const changed = wanted.filter(row => {
    const known = stored.get(row.key)
    return known === undefined || columns.some(column => known[column] !== row[column])
  })
  const kept = new Set(wanted.map(({ key }) => key))
  const gone = [...stored.values()].filter(({ key }) => !kept.has(key))
  const upsert = db.prepare(upsertIncident)
  const remove = db.prepare('delete from incidents where id = ?')
  await writeInShortTransactions(db, changed, rows => {
    for (const row of rows) upsert.run(repositoryId, serviceId, row.key, ...columns.map(column => row[column]))
  })
  await writeInShortTransactions(db, gone, rows => {
    for (const { id } of rows) remove.run(id)
  })
  return changed.length + gone.length > 0
}

const upsertIncident = `
  insert into incidents (repository_id, service_id, key, ${columns.join(', ')}) values (?, ?, ?, ${columns.map(() => '?').join(', ')})
  on conflict (repository_id, service_id, key) do update set ${columns.map(column => `${column} = excluded.${column}`).join(', ')}`
