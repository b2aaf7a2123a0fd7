import type { Database } from 'better-sqlite3'
import type { ServiceCommitsEntity } from '../../../shared/model/entities.ts'
import type { DeploymentRule } from '../../../shared/model/repository.ts'

type Write = (entity: ServiceCommitsEntity) => void

/** What a service begins with, or is given later: its own rules, or that of its repository. */
const rulesOfServices: readonly (DeploymentRule | null)[] = [
  { source: 'deployments', environment: 'api' },
  null,
  { source: 'tags', pattern: '^v' },
  { source: 'workflows', workflow: 'deploy', job: null },
  { source: 'commits', branch: null },
  { source: 'merges', branch: null },
  { source: 'releases', prereleases: false },
]
const names = ['api', 'web', 'jobs']

/** The services of repository 1, whose commits are listed as a sync does: after the commits themselves. */
export interface GrowingServices {
  /** The services a commit touches, none, one or several of them, by a number; listed at once, or with the next. */
  touch(sha: string, how: number): void
  /** Lists what is still to be listed. */
  list(): void
  /** Gives one another rule, other paths, or takes it away and adds it anew, as the API does. */
  change(pick: number, how: number): void
}

export function growingServices(db: Database, write: Write): GrowingServices {
  const all: { readonly name: string; readonly sha: string }[] = []
  const pending: { readonly name: string; readonly sha: string }[] = []
  const paths = new Map<string, readonly string[]>()
  const idOf = (name: string) =>
    db.prepare<[string], number>('select id from services where name = ?').pluck().get(name)
  const tellOfPast = () => db.exec('update repositories set changed_seq = changed_seq + 1 where id = 1')

  function part(name: string, more: Partial<ServiceCommitsEntity>): void {
    const serviceId = idOf(name)
    if (serviceId === undefined) return
    write({ kind: 'service_commits', serviceId, paths: paths.get(name) ?? [], shas: [], ...more })
  }

  function save(name: string, rule: DeploymentRule | null, ofPaths: readonly string[]): void {
    paths.set(name, ofPaths)
    const row = [JSON.stringify(ofPaths), rule && JSON.stringify(rule), name]
    const known = idOf(name) !== undefined
    db.prepare(
      known
        ? 'update services set paths = ?, rule = ? where name = ?'
        : 'insert into services (paths, rule, name, repository_id, updated_at) values (?, ?, ?, 1, 0)',
    ).run(...row)
    tellOfPast()
  }

  /** From the beginning; half of it, sometimes, so that the other half is still to come. */
  function listWhole(name: string, complete: boolean): void {
    const shas = all.filter(one => one.name === name).map(({ sha }) => sha)
    part(name, { begin: true })
    part(name, { shas: complete ? shas : shas.slice(0, shas.length / 2) })
    if (complete) part(name, { complete: true })
  }

  for (const [i, name] of names.entries()) {
    save(name, rulesOfServices[i] ?? null, [name])
    listWhole(name, true)
  }

  function list(): void {
    for (const { name, sha } of pending.splice(0)) part(name, { shas: [sha] })
  }

  return {
    list,
    touch(sha, how) {
      const touched = names.filter((_, i) => (how >> i) % 2 === 0)
      const listed = touched.map(name => ({ name, sha }))
      all.push(...listed)
      pending.push(...listed)
      if (how % 5 !== 4) list()
    },
    change(pick, how) {
      const name = names[pick % names.length] ?? ''
      if (how % 5 === 0) {
        db.prepare('delete from services where name = ?').run(name)
        tellOfPast()
      } else if (how % 5 === 1) save(name, rulesOfServices[how % rulesOfServices.length] ?? null, paths.get(name) ?? [])
      else if (how % 5 === 2) {
        save(name, rulesOfServices[how % rulesOfServices.length] ?? null, [name, String(how)])
        listWhole(name, how % 2 === 0)
      } else listWhole(name, true)
    },
  }
}
