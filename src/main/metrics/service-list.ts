import type { Database } from 'better-sqlite3'
import type { RepositoryId } from '../../shared/model/ids.ts'
import { DeploymentRule } from '../../shared/model/repository.ts'
import { type Service, ServicePaths } from '../../shared/model/service.ts'

/** The services of one repository, or of all (null) whose connections are not removed; by repository, then name. */
export function serviceList(db: Database, { repositoryId }: { readonly repositoryId: RepositoryId | null }): Service[] {
  return db
    .prepare<[number | null], ServiceRow>(services)
    .all(repositoryId)
    .map(({ paths, rule, repositoryRule, ...row }) => {
      const own = parseRule(rule)
      return {
        ...row,
        paths: ServicePaths.parse(JSON.parse(paths)),
        rule: own,
        inForce: own ?? parseRule(repositoryRule) ?? { source: 'commits', branch: null },
      }
    })
}

const parseRule = (json: string | null): DeploymentRule | null =>
  json === null ? null : DeploymentRule.parse(JSON.parse(json))

interface ServiceRow extends Omit<Service, 'paths' | 'rule' | 'inForce'> {
  readonly paths: string
  readonly rule: string | null
  readonly repositoryRule: string | null
}

const services = `
  select v.id, v.repository_id as repositoryId, v.name, v.paths, v.rule, coalesce(u.rule, r.derived_rule) as repositoryRule,
    case when r.history <> 'clone' then 'without_git' when v.listed_for = v.paths then 'listed' else 'waiting' end as state,
    (select count(*) from service_commits x join commits c on c.id = x.commit_id and c.active = 1
      where x.service_id = v.id) as commits,
    (select count(*) from deployments d where d.repository_id = v.repository_id and d.service_id = v.id
      and d.result = 'success') as deployments
  from services v join repositories r on r.id = v.repository_id
  join data_sources s on s.id = r.data_source_id
  join connections c on c.id = s.connection_id and c.removed_at is null
  left join deployment_rules u on u.repository_id = r.id
  where v.repository_id = coalesce(?, v.repository_id) order by s.name, r.id, lower(v.name)`
