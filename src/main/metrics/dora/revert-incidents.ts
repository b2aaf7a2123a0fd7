import type { Database } from 'better-sqlite3'
import type { ServiceScope } from '../measured-services.ts'
import { ofCommit } from './incident-of-commit.ts'
import type { Found, Places, StoredIncident } from './incident-sources.ts'
import { shippedSubjects } from './shipped-subjects.ts'
import { plainSubject } from './subjects.ts'

interface RevertRow {
  readonly commitId: number
  readonly subject: string
  readonly authoredAt: number
  readonly deploymentId: number
  /** The subject it takes back; null when only its body tells. */
  readonly text: string | null
  /** The commit its body names; null when it names none, or one that is not in the graph. */
  readonly revertedId: number | null
  readonly revertedWith: number | null
  readonly bringsBack: 0 | 1
}

/**
 * Shipped reverts of a service. What shipped together with its revert was never out: told by the sha in the revert's body, or else by the
 * subject it names. A revert of a revert brings something back and is no incident. With `among`, only of these commits, which came with what
 * shipped with them.
 */
export function revertIncidents(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  places: Places,
  among?: readonly number[],
): Found {
  const reverts = db
    .prepare<object, RevertRow>(shippedReverts(among !== undefined))
    .all({ repositoryId, serviceId, ...(among && { among: JSON.stringify(among) }) })
    .filter(({ bringsBack }) => bringsBack === 0)
  const ships = shippedSubjects(
    db,
    { repositoryId, serviceId },
    reverts.flatMap(({ revertedId, text }) => (revertedId === null && text !== null ? plainSubject(text) : [])),
    among,
  )
  const neverOut = ({ commitId, deploymentId, text, revertedId, revertedWith }: RevertRow): boolean => {
    if (revertedId !== null) return revertedWith === deploymentId
    return text !== null && ships(deploymentId, plainSubject(text), commitId)
  }
  const incidents = reverts.flatMap((row): StoredIncident[] => {
    const place = places.get(row.deploymentId)
    if (place === undefined || neverOut(row)) return []
    return [{ ...ofCommit('revert', row.commitId, row.subject, row.authoredAt), fixes: [place] }]
  })
  return { candidates: reverts.length, incidents }
}

const isRevert = (mark: string) => `(${mark}.reverts is not null or ${mark}.reverts_sha is not null)`

const shippedReverts = (among: boolean) => `
  select c.id as commitId, c.subject, c.authored_at as authoredAt, x.deployment_id as deploymentId, m.reverts as text,
    was.id as revertedId, gone.deployment_id as revertedWith, coalesce(${isRevert('before')}, 0) as bringsBack
  from commit_marks m cross join commits c on c.id = m.commit_id and c.active = 1
  cross join deployment_changes x on x.commit_id = m.commit_id and x.service_id = @serviceId
  left join commits was on was.repository_id = c.repository_id and was.sha = m.reverts_sha and was.active = 1
  left join commit_marks before on before.commit_id = was.id
  left join deployment_changes gone on gone.commit_id = was.id and gone.service_id = @serviceId
  where c.repository_id = @repositoryId ${among ? 'and m.commit_id in (select value from json_each(@among))' : ''} and ${isRevert('m')} order by c.id`
