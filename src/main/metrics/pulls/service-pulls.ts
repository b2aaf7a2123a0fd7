import type { Database } from 'better-sqlite3'
import type { ServiceId } from '../../../shared/model/ids.ts'
import { untoldService } from './derive-pull-services.ts'
import type { PullSnapshot } from './pull-snapshot.ts'

/** Which pull requests of a snapshot services have. By place; 1 stands for yes. */
export interface ServicePulls {
  readonly theirs: Uint8Array
  /** Those of the services' repositories that may be theirs: Git does not know their commits, or still looks for those of a service. */
  readonly untold: Uint8Array
}

/** The pull requests of these services. Where Git does not tell what commits touch, every one of a repository is each of its services'. */
export function pullsOfServices(
  db: Database,
  pulls: PullSnapshot,
  serviceIds: readonly ServiceId[],
  repositoryOf: ReadonlyMap<number, number>,
): ServicePulls {
  const ids = JSON.stringify(serviceIds)
  const column = (sql: string) => db.prepare<[string], number>(sql).pluck().all(ids)
  const whole = new Set(column(repositoriesWithoutGit))
  const sources = new Set([...repositoryOf].filter(([, repository]) => whole.has(repository)).map(([source]) => source))
  const theirs = marked(pulls, column(pullsByService))
  for (let i = 0; sources.size > 0 && i < pulls.size; i++) if (sources.has(pulls.source[i] ?? 0)) theirs[i] = 1
  return { theirs, untold: marked(pulls, column(pullsWithoutService)) }
}

/** Marks the places of these ids. */
function marked({ size, id }: PullSnapshot, ids: readonly number[]): Uint8Array {
  const isMarked = new Uint8Array((id[size - 1] ?? 0) + 1)
  for (const pull of ids) isMarked[pull] = 1
  return Uint8Array.from({ length: size }, (_, i) => isMarked[id[i] ?? 0] ?? 0)
}

const chosen = 'services v join repositories r on r.id = v.repository_id'
const areChosen = 'v.id in (select value from json_each(?))'

const repositoriesWithoutGit = `select distinct r.id from ${chosen} where ${areChosen} and r.history <> 'clone'`

const pullsByService = `
  select x.pull_request_id from ${chosen}
  cross join pull_request_services x on x.repository_id = r.id and x.service_id = v.id
  where ${areChosen} and r.history = 'clone'`

const pullsWithoutService = `
  select x.pull_request_id from pull_request_services x where x.service_id = ${untoldService}
    and x.repository_id in (select r.id from ${chosen} where ${areChosen} and r.history = 'clone')`
