import type { Database } from 'better-sqlite3'

export interface ServicesSize {
  readonly commits: number
  readonly services: number
}

/**
 * Splits the repository into services that take turns: each commit touches one, every tenth another one too, and each service is deployed to
 * an environment of its own.
 */
export function generateServices(db: Database, { commits, services }: ServicesSize): void {
  db.exec('begin')
  const add = db.prepare(
    `insert into services (id, repository_id, name, paths, listed_for, rule, updated_at)
     values (@id, 1, 'service ' || @id, @paths, @paths, @rule, 0)`,
  )
  const name = db.prepare('insert into names (id, name) values (?, ?)')
  for (let id = 1; id <= services; id++) {
    const environment = `^production ${id}$`
    const rule = JSON.stringify({ source: 'deployments', environment })
    add.run({ id, paths: JSON.stringify([`services/${id}`]), rule })
    name.run(environmentId(id), `production ${id}`)
  }
  touchServices(db, services, 1, commits)
  deployServices(db, services, 1)
  db.exec(`update repositories set changed_seq = changed_seq + 1; commit; analyze`)
}

/** Says of commits `first` to `last` which services they touch, as a sync does. */
export function touchServices(db: Database, services: number, first: number, last: number): void {
  const touched = `
    select 1 + id % ${services} as service_id, id as commit_id from commits where id between ${first} and ${last}
    union select 1 + (id + 3) % ${services}, id from commits where id between ${first} and ${last} and id % 10 = 0`
  db.exec(`insert into service_commits (service_id, commit_id) ${touched}`)
  if (first > 1) db.exec(`insert into service_changes (service_id, commit_id) ${touched}`)
}

/** Makes deployments from `first` on those of the services, in turn. */
export function deployServices(db: Database, services: number, first: number): void {
  db.exec(`update hosted_deployments set environment_id = ${environmentId(1)} + id % ${services} where id >= ${first}`)
}

const environmentId = (service: number) => 1_000 + service
