import type { Database } from 'better-sqlite3'
import type { Incident, IncidentListInput } from '../../../shared/model/incidents.ts'
import type { ListPage } from '../list-page.ts'
import { selectRepositories } from '../selection.ts'
import { beganInPeriod } from './incidents-in-period.ts'

/** The incidents that began in the filter's period, newest first: all, those of no deployment, or those that are open. */
export function incidentList(db: Database, { filter, only, page }: IncidentListInput): ListPage<Incident> {
  const selection = selectRepositories(db, filter)
  const inPeriod = [selection.ids, filter.from, filter.to]
  const where = `${beganInPeriod(selection)} ${conditions[only]}`
  const total = db.prepare<unknown[], number>(`select count(*) from incidents i ${where}`).pluck()
  return {
    total: total.get(...inPeriod) ?? 0,
    rows: db
      .prepare<unknown[], IncidentRow>(
        `${incidentColumns} ${where} order by i.began_at desc, i.id desc limit ? offset ?`,
      )
      .all(...inPeriod, page.limit, page.offset)
      .map(toIncident),
  }
}

/** The incidents that belong to a deployment, or those whose fix it ships, in the order they began. */
export function incidentsOf(db: Database, deploymentId: number, as: 'failed' | 'fix'): Incident[] {
  const column = as === 'failed' ? 'deployment_id' : 'fix_deployment_id'
  return db
    .prepare<[number], IncidentRow>(`${incidentColumns} where i.${column} = ? order by i.began_at, i.id`)
    .all(deploymentId)
    .map(toIncident)
}

const conditions = {
  all: '',
  without_deployment: 'and i.deployment_id is null',
  open: 'and i.ended_at is null',
} as const satisfies Record<IncidentListInput['only'], string>

interface IncidentRow extends Omit<Incident, 'byHand'> {
  readonly byHand: 0 | 1
}

const toIncident = ({ byHand, ...row }: IncidentRow): Incident => ({ ...row, byHand: byHand === 1 })

const incidentColumns = `
  select i.id, i.repository_id as repositoryId, s.name as repositoryName, v.name as serviceName, i.source, i.title, i.began_at as beganAt,
    i.ended_at as resolvedAt, i.deployment_id as deploymentId, d.name as deploymentName, d.finished_at as deployedAt,
    i.by_hand as byHand, i.fix_deployment_id as fixDeploymentId, f.name as fixDeploymentName, f.finished_at as fixedAt,
    i.issue_id as issueId, issue.key as issueKey, i.commit_id as commitId
  from incidents i
  join repositories r on r.id = i.repository_id join data_sources s on s.id = r.data_source_id
  left join services v on v.id = i.service_id
  left join deployments d on d.id = i.deployment_id
  left join deployments f on f.id = i.fix_deployment_id
  left join issues issue on issue.id = i.issue_id`
