import type { Database } from 'better-sqlite3'
import type { Period } from '../calendar.ts'
import { ofServices, type Selection } from '../selection.ts'
import type { PeriodIncident } from './stability.ts'

/** The incidents of the selected repositories that began in the period, in that order. */
export function incidentsIn(db: Database, selection: Selection, { from, to }: Period): readonly PeriodIncident[] {
  return db
    .prepare<unknown[], [number, number | null, number | null]>(
      `select i.began_at, i.ended_at, i.deployment_id from incidents i ${beganInPeriod(selection)} order by i.began_at, i.id`,
    )
    .raw()
    .all(selection.ids, from, to)
    .map(([beganAt, endedAt, deploymentId]) => ({ beganAt, endedAt, hasDeployment: deploymentId !== null }))
}

/** Incidents (alias `i`) of the period. Parameters: repository ids, from, to. */
export const beganInPeriod = (selection: Pick<Selection, 'services'>) => `
  where i.repository_id in (select value from json_each(?)) and i.began_at >= ? and i.began_at < ? ${ofServices('i', selection)}`

/** Whether incidents of any selected repository come from anywhere. Without rules of the user's, they do. */
export function hasIncidentSources(db: Database, selection: Selection): boolean {
  const silent = db
    .prepare<[string], number>(
      `select count(*) from incident_rules u where u.repository_id in (select value from json_each(?))
         and json_extract(u.rules, '$.issues') is null and json_extract(u.rules, '$.hotfixBranches') is null
         and json_extract(u.rules, '$.reverts') = 0 and json_extract(u.rules, '$.failedDeployments') = 0`,
    )
    .pluck()
  return (silent.get(selection.ids) ?? 0) < selection.names.size
}
