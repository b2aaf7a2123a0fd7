import type { Database } from 'better-sqlite3'
import { commitRange } from '../commit-range.ts'
import type { ServiceScope } from '../measured-services.ts'
import { plainSubject } from './subjects.ts'

/** Whether a deployment shipped a commit of this plain subject, other than the one named. */
export type ShipsSubject = (deploymentId: number, subject: string, otherThan: number) => boolean

/**
 * Looks these plain subjects up among the changes of a service's deployments, in one pass over the repository's commits; or among these
 * commits alone.
 */
export function shippedSubjects(
  db: Database,
  scope: ServiceScope,
  subjects: readonly string[],
  among?: readonly number[],
): ShipsSubject {
  if (subjects.length === 0) return () => false
  const { repositoryId, serviceId } = scope
  const wanted = new Set(subjects)
  const shipped = new Map<string, number[]>()
  const rows = db
    .prepare<unknown[], [number, number, string]>(
      named(among ? 'c.id in (select value from json_each(?))' : 'c.id between ? and ?'),
    )
    .raw()
    .iterate(
      serviceId,
      ...(among ? [JSON.stringify(among)] : commitRange(db, repositoryId)),
      repositoryId,
      JSON.stringify([...wanted]),
    )
  for (const [deploymentId, commitId, subject] of rows) {
    const plain = plainSubject(subject)
    if (!wanted.has(plain)) continue
    const place = placeOf(deploymentId, plain)
    const known = shipped.get(place)
    if (known) known.push(commitId)
    else shipped.set(place, [commitId])
  }
  return (deploymentId, subject, otherThan) =>
    shipped.get(placeOf(deploymentId, subject))?.some(id => id !== otherThan) === true
}

const placeOf = (deploymentId: number, subject: string) => `${deploymentId} ${subject}`

/** With a squash merge's number at the end, or without. */
const named = (are: string) => `
  select x.deployment_id, c.id, c.subject from commits c not indexed
  cross join deployment_changes x on x.commit_id = c.id and x.service_id = ?
  where ${are} and c.repository_id = ? and c.active = 1
    and (c.subject in (select value from json_each(?)) or c.subject like '%(#%)')`
