import type { Database } from 'better-sqlite3'

/**
 * The figures as one statement each straight over what the code host told, without anything derived: what ships with what is told by time,
 * not by ancestry, and nothing is known of incidents.
 */
export const plainSql: Readonly<Record<string, (db: Database, from: number, to: number) => unknown>> = {
  'metrics.dora': (db, from, to) => db.prepare(figures).all({ from, to }),
  'metrics.deployments': (db, from, to) => db.prepare(newest).all({ from, to }),
}

const finished = `
  with finished as materialized (
    select d.id, d.sha, max(s.at) as at from hosted_deployments d
    join hosted_deployment_statuses s on s.hosted_deployment_id = d.id and s.state = 'success' group by d.id)`

const figures = `${finished},
  shipped as (
    select (select min(f.at) from finished f where f.at > p.merged_at) as at, (
      select min(authored_at) from pull_request_commits where pull_request_id = p.id) as began_at
    from pull_requests p where p.state = 'merged' and p.merged_at >= @from and p.merged_at < @to limit 1000)
  select 'deployments' as figure, count(*) as n, null as median from finished where at >= @from and at < @to
  union all
  select 'lead time of 1,000 pull requests', count(*), median(at - began_at) from shipped where at < @to`

const newest = `${finished}
  select id, at from finished where at >= @from and at < @to order by at desc limit 200`
