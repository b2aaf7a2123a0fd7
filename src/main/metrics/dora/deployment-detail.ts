import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { DeploymentId } from '../../../shared/model/ids.ts'
import type { DeploymentDetail } from '../../../shared/model/incidents.ts'
import { incidentsOf } from './incident-list.ts'

/** A deployment with the incidents it caused, those it fixed, and the issues its changes name. @throws WeirError `rpc.not_found`. */
export function deploymentDetail(
  db: Database,
  { deploymentId }: { readonly deploymentId: DeploymentId },
): DeploymentDetail {
  const row = db.prepare<[number], DetailRow>(detail).get(deploymentId)
  if (!row) throw new WeirError('rpc.not_found', { hint: 'This deployment is none any more. Look at the list again.' })
  const { sha, first, failed, unplanned, changes, ...rest } = row
  return {
    ...rest,
    sha: sha?.toString('hex') ?? null,
    changes: first === 1 ? null : changes,
    failed: failed === 1,
    unplanned: unplanned === 1,
    incidents: incidentsOf(db, deploymentId, 'failed'),
    fixes: incidentsOf(db, deploymentId, 'fix'),
    issues: db.prepare<object, DeploymentDetail['issues'][number]>(issuesOfDeployment).all({ deploymentId }),
  }
}

type Plain = Omit<DeploymentDetail, 'sha' | 'failed' | 'unplanned' | 'incidents' | 'fixes' | 'issues' | 'changes'>
interface DetailRow extends Plain {
  readonly sha: Buffer | null
  readonly changes: number
  readonly first: 0 | 1
  readonly failed: 0 | 1
  readonly unplanned: 0 | 1
}

const detail = `
  select d.id, d.repository_id as repositoryId, s.name as repositoryName, v.name as serviceName, d.name, d.environment, c.sha,
    d.finished_at as finishedAt, d.changes, d.first, d.failed, d.restored_at as restoredAt, d.unplanned,
    (select max(before.finished_at) from deployments before where before.repository_id = d.repository_id
      and before.service_id = d.service_id and before.result = 'success' and before.finished_at < d.finished_at) as previousAt
  from deployments d join repositories r on r.id = d.repository_id join data_sources s on s.id = r.data_source_id
  left join services v on v.id = d.service_id left join commits c on c.id = d.commit_id where d.id = ?`

const issuesOfDeployment = `
  select i.id, i.key, i.summary from issues i where i.key in (
    select n.key from deployment_changes x join commit_issues n on n.commit_id = x.commit_id
      where x.deployment_id = @deploymentId
    union
    select n.key from pull_request_changes x join pull_request_issues n on n.pull_request_id = x.pull_request_id
      where x.deployment_id = @deploymentId)
  order by i.key limit 200`
