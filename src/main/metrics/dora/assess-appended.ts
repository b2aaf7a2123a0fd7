import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/contract/events.ts'
import type { IncidentRules } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import type { ServiceScope } from '../measured-services.ts'
import { type Assessment, assess } from './assess.ts'
import { assessableColumns, loadLinks, type StoredRow } from './assess-repository.ts'
import type { StoredAssessable, StoredIncident } from './incident-sources.ts'
import { type IncidentsSince, incidentsSince, type Since } from './incidents-since.ts'
import { type IncidentWithIds, knownIncidents } from './known-incidents.ts'
import { writeIncidents, writeJudgements } from './write-assessment.ts'

/** More at once are worked out with all the others. */
const mostIncidents = 500

/**
 * Brings a service's incidents up to date after deployments that come later than all before: only those that are new, that nothing has ended
 * yet, or that share a deployment with such a one. Null, with nothing written, where all have to be worked out again.
 */
export async function assessAppended(
  db: Database,
  scope: ServiceScope,
  rules: IncidentRules,
  match: MatchNames,
  since: Since,
): Promise<readonly TableName[] | null> {
  const found = incidentsSince(db, scope, rules, match, since)
  if (!found) return null
  // What has neither deployed anything nor been told anything of what it had is as it was.
  if (since.deploymentKeys.length === 0 && found.deployments.length === 0) return []
  const known = knownIncidents(db, scope)
  const links = loadLinks(db, scope)
  const fresh = new Set(found.keys)
  const told = new Set(since.deploymentKeys)
  const linked = [...links].flatMap(([key, { deploymentKey }]) => (deploymentKey && told.has(deploymentKey) ? key : []))
  const replaced = known.byKeys(found.keys)
  const open = known.open(since.finishedAt, linked).filter(({ key }) => !fresh.has(key))
  if (open.length > mostIncidents) return null

  const newOnes = found.incidents.map(incident => withIds(incident, found.deployments))
  const work = (incidents: readonly IncidentWithIds[], others: readonly number[]) =>
    workOut(db, scope, {
      incidents,
      links,
      rules,
      deploymentIds: [...found.deployments.map(({ id }) => id), ...others],
    })
  const first = work([...newOnes, ...open], [])
  const touched = new Set([
    ...[...replaced, ...open].flatMap(({ deploymentId }) => deploymentId ?? []),
    ...first.assessment.incidents.flatMap(({ deployment }) => idAt(first.deployments, deployment) ?? []),
    ...found.deployments.filter(({ key }) => told.has(key)).map(({ id }) => id),
  ])
  const looked = new Set([...fresh, ...open.map(({ key }) => key)])
  const beside = known.ofDeployments([...touched]).filter(({ key }) => !looked.has(key))
  if (beside.length > mostIncidents) return null
  const worked = beside.length > 0 || touched.size > 0 ? work([...newOnes, ...open, ...beside], [...touched]) : first
  return write(db, scope, worked, {
    touched,
    late: lateIds(found, since),
    keys: [...looked, ...beside.map(({ key }) => key)],
  })
}

interface Worked {
  readonly deployments: readonly StoredAssessable[]
  readonly incidents: readonly StoredIncident[]
  readonly assessment: Assessment
}

interface Work {
  readonly incidents: readonly IncidentWithIds[]
  readonly links: ReturnType<typeof loadLinks>
  readonly rules: IncidentRules
  readonly deploymentIds: readonly number[]
}

/** Works incidents out among those deployments alone that they can have to do with. */
function workOut(db: Database, scope: ServiceScope, { incidents, links, rules, deploymentIds }: Work): Worked {
  const linkedKeys = incidents.flatMap(({ key }) => links.get(key)?.deploymentKey ?? [])
  const deployments = db
    .prepare<object, StoredRow>(around)
    .all({
      ...scope,
      ids: JSON.stringify([
        ...deploymentIds,
        ...incidents.flatMap(({ fixIds, deploymentId }) => [...fixIds, deploymentId ?? 0]),
      ]),
      keys: JSON.stringify(linkedKeys),
      moments: JSON.stringify(incidents.map(({ beganAt }) => beganAt)),
    })
    .map(({ first, ...row }) => ({ ...row, first: first === 1 }))
  const places = new Map(deployments.map(({ id }, place) => [id, place]))
  const placed = incidents.map(({ fixIds, ...incident }) => ({
    ...incident,
    fixes: fixIds.flatMap(id => places.get(id) ?? []).sort((a, b) => a - b),
  }))
  return { deployments, incidents: placed, assessment: assess(deployments, placed, links, rules) }
}

async function write(
  db: Database,
  scope: ServiceScope,
  worked: Worked,
  { touched, late, keys }: { touched: ReadonlySet<number>; late: ReadonlySet<number>; keys: readonly string[] },
): Promise<readonly TableName[]> {
  const { deployments, assessment } = worked
  const judged = deployments.flatMap((deployment, place) => {
    const judgement = assessment.deployments[place]
    if (!judgement || !touched.has(deployment.id)) return []
    // Whether an earlier one shipped a fix has not been looked at: that does not change.
    const unplanned = late.has(deployment.id) ? judgement.unplanned : deployment.unplanned === 1
    return [{ deployment, judgement: { ...judgement, unplanned } }]
  })
  const told = await writeJudgements(
    db,
    judged.map(({ deployment }) => deployment),
    judged.map(({ judgement }) => judgement),
  )
  const written = await writeIncidents(db, scope, worked, keys)
  return [...(told ? (['deployments'] as const) : []), ...(written ? (['incidents'] as const) : [])]
}

const idAt = (deployments: readonly StoredAssessable[], place: number | null): number | undefined =>
  place === null ? undefined : deployments[place]?.id

const lateIds = ({ deployments }: IncidentsSince, since: Since): ReadonlySet<number> =>
  new Set(deployments.filter(({ finishedAt }) => finishedAt > since.finishedAt).map(({ id }) => id))

function withIds({ fixes, ...incident }: StoredIncident, deployments: readonly StoredAssessable[]): IncidentWithIds {
  return { ...incident, fixIds: fixes.flatMap(place => idAt(deployments, place) ?? []), deploymentId: null }
}

const counted = `repository_id = @repositoryId and service_id = @serviceId and result = 'success'`

/**
 * The deployments named, the last before and the first after each moment; after each of these the next in its environment, and of what that put out the first
 * time it was.
 */
const around = `
  with near (id) as materialized (
    select value from json_each(@ids)
    union select id from deployments where ${counted} and key in (select value from json_each(@keys))
    union select (select id from deployments where ${counted} and finished_at < m.value order by finished_at desc, id desc limit 1)
      from json_each(@moments) m
    union select (select id from deployments where ${counted} and finished_at > m.value order by finished_at, id limit 1)
      from json_each(@moments) m),
  next (id) as materialized (
    select (select id from deployments n where n.repository_id = @repositoryId and n.service_id = @serviceId and n.result = 'success'
        and n.environment is d.environment and n.finished_at >= d.finished_at and (n.finished_at > d.finished_at or n.id > d.id) order by n.finished_at, n.id limit 1)
    from near join deployments d on d.id = near.id),
  out_first (id) as (
    select (select e.id from deployments e where e.commit_id = d.commit_id and e.repository_id = @repositoryId
        and e.service_id = @serviceId and e.result = 'success' order by e.finished_at, e.id limit 1)
    from next join deployments d on d.id = next.id)
  select ${assessableColumns} from deployments
  where id in (select id from near union select id from next union select id from out_first)
    and +repository_id = @repositoryId and +service_id = @serviceId and +result = 'success'
  order by finished_at, id`
