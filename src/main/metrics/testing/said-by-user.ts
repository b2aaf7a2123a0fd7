import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../../shared/model/repository.ts'

/** Saves the rule of repository 1, or takes it back, as the API does. */
export function saveRule(db: Database, rule: DeploymentRule | null): void {
  db.exec('delete from deployment_rules; update repositories set changed_seq = changed_seq + 1')
  if (rule) {
    db.prepare('insert into deployment_rules (repository_id, rule, updated_at) values (1, ?, 0)').run(
      JSON.stringify(rule),
    )
  }
}

/** Says of an incident of repository 1 that it belongs to a deployment, or to none. */
export function linkIncident(
  db: Database,
  oneOf: (keys: readonly string[]) => string | undefined,
  how: number,
  at: number,
): void {
  const keys = (table: string) => db.prepare<[], string>(`select key from ${table} order by id`).pluck().all()
  const incident = oneOf(keys('incidents'))
  if (incident === undefined) return
  const deployment = how % 3 === 0 ? null : (oneOf(keys('deployments')) ?? null)
  db.prepare(
    'insert or replace into incident_links (repository_id, incident_key, deployment_key, linked_at) values (1, ?, ?, ?)',
  ).run(incident, deployment, at)
}
