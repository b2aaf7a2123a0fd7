import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../../shared/model/repository.ts'
import {
  type Commit,
  type Found,
  findAll,
  line,
  type PlainDeployment,
  type PlainPull,
  readCommits,
  readPulls,
} from './plain-rows.ts'

/*
 * What is delivered and what fails a second time, from metrics.md and the rows that syncs write: plain sets and loops, whatever they cost.
 * Nothing here is used by the product, and nothing here uses it. Of one repository as a whole, with a graph, by Weir's own incident rules.
 */

const day = 24 * 3_600_000

export interface PlainIncident {
  readonly beganAt: number
  readonly endedAt: number | null
  readonly deployment: number | null
}

export interface PlainDelivery {
  readonly deployments: readonly (PlainDeployment & {
    readonly first: boolean
    readonly failed: boolean
    readonly restoredAt: number | null
    readonly unplanned: boolean
  })[]
  /** Pull requests and their deployment's place. */
  readonly pulls: readonly (PlainPull & { readonly place: number })[]
  /** Commits that shipped, and their deployment's place. */
  readonly commits: readonly (Commit & { readonly place: number })[]
  readonly usesPulls: boolean
  readonly incidents: readonly PlainIncident[]
}

export function plainDelivery(db: Database, rule: DeploymentRule): PlainDelivery {
  const commits = readCommits(db)
  const byId = new Map(commits.map(commit => [commit.id, commit]))
  const bySha = new Map(commits.map(commit => [commit.sha, commit]))
  const reachable = (from: number): ReadonlySet<number> => {
    const seen = new Set<number>()
    for (const next = [from]; next.length > 0; ) {
      const id = next.pop() ?? 0
      if (seen.has(id) || !byId.has(id)) continue
      seen.add(id)
      next.push(...(byId.get(id)?.parents ?? []))
    }
    return seen
  }
  const found = findAll(db, rule, byId, bySha)
  const counted = inOrder(found, rule, reachable)
  const contents = counted.map(({ commit }) => (commit === null ? new Set<number>() : reachable(commit)))
  const first = counted.findIndex(({ commit }) => commit !== null)
  /** The earliest deployment that holds a commit; null for none, and for the first, of which nothing can be told. */
  const placeOf = (id: number): number | null => {
    const place = contents.findIndex(content => content.has(id))
    return place < 0 || place === first ? null : place
  }
  const shipped = commits.flatMap(commit => {
    const place = placeOf(commit.id)
    return place === null ? [] : { ...commit, place }
  })
  const all = readPulls(db)
  const pulls = all.flatMap(pull => {
    const landed = pull.mergeSha === null ? undefined : bySha.get(pull.mergeSha)
    const places = landed ? [placeOf(landed.id)] : pull.commitShas.map(sha => placeOf(bySha.get(sha)?.id ?? 0))
    const known = places.filter(place => place !== null)
    return known.length === 0 ? [] : { ...pull, place: Math.min(...known) }
  })

  const made = [
    ...shipped.flatMap(commit => {
      const reverted = /^Revert "(.+)"$/.exec(commit.subject)?.[1]
      const isOut = !shipped.some(
        ({ id, subject, place }) => id !== commit.id && subject === reverted && place === commit.place,
      )
      return reverted && isOut ? { key: `revert:${commit.id}`, beganAt: commit.authoredAt, fix: commit.place } : []
    }),
    ...pulls
      .filter(({ branch }) => branch.startsWith('hotfix/'))
      .map(({ id, commitsAt, createdAt, place }) => ({
        key: `hotfix:p${id}`,
        beganAt: commitsAt.length > 0 ? Math.min(...commitsAt) : createdAt,
        fix: place,
      })),
    ...shipped
      .filter(
        ({ subject, sha }) =>
          /^Merge branch 'hotfix\//.test(subject) && !pulls.some(({ mergeSha }) => mergeSha === sha),
      )
      .map(({ id, authoredAt, parents, place }) => {
        const own = line(byId, parents[1])
        const base = new Set(line(byId, parents[0]))
        const brought = own.slice(
          0,
          own.findIndex(each => base.has(each)) < 0 ? own.length : own.findIndex(each => base.has(each)),
        )
        const times = brought.map(each => byId.get(each)?.authoredAt ?? authoredAt)
        return { key: `hotfix:${id}`, beganAt: times.length > 0 ? Math.min(...times) : authoredAt, fix: place }
      }),
    ...found
      .filter(({ failed }) => failed)
      .map(({ key, finishedAt }) => ({ key: `deployment:${key}`, beganAt: finishedAt, fix: null })),
    ...counted.flatMap(({ key, brokeAt }) =>
      brokeAt === null ? [] : { key: `deployment:${key}`, beganAt: brokeAt, fix: null },
    ),
  ]
  const links = new Map(
    db.prepare<[], [string, string | null]>('select incident_key, deployment_key from incident_links').raw().all(),
  )
  const judged = made.map(({ key, beganAt, fix }) => {
    const before = counted.findLastIndex(({ finishedAt }) => finishedAt < beganAt)
    const byRule = before >= 0 && beganAt - (counted[before]?.finishedAt ?? 0) <= 7 * day ? before : null
    const said = links.get(key)
    const linked = said === undefined || said === null ? said : counted.findIndex(each => each.key === said)
    const deployment = linked === undefined || linked === -1 ? byRule : linked
    const isLater = (place: number) =>
      deployment === null ? (counted[place]?.finishedAt ?? 0) > beganAt : place > deployment
    const after = counted.findIndex(({ finishedAt }) => finishedAt > beganAt)
    const failed = deployment === null ? undefined : counted[deployment]
    const next = counted.findIndex(
      ({ environment }, place) => failed && place > counted.indexOf(failed) && environment === failed.environment,
    )
    const again = counted[next]?.commit
    const wasOutBefore = again != null && counted.slice(0, deployment ?? 0).some(({ commit }) => commit === again)
    const ends = [
      ...(fix !== null && isLater(fix) ? [fix] : []),
      ...(fix === null && after >= 0 ? [after] : []),
      ...(wasOutBefore ? [next] : []),
    ]
    const end = ends.length > 0 ? (counted[Math.min(...ends)]?.finishedAt ?? null) : null
    return { beganAt, deployment, endedAt: end, fix }
  })
  return {
    usesPulls: all.length > 0,
    pulls,
    commits: shipped,
    incidents: judged,
    deployments: counted.map((deployment, place) => {
      const own = judged.filter(incident => incident.deployment === place)
      const ends = own.map(({ endedAt }) => endedAt)
      const last = ends.every(end => end !== null) ? Math.max(...ends) : null
      return {
        ...deployment,
        first: place === first,
        failed: own.length > 0,
        restoredAt: own.length > 0 && last !== null && last >= deployment.finishedAt ? last : null,
        unplanned: place !== first && made.some(({ fix }) => fix === place),
      }
    }),
  }
}

/** A code host's as they come, repeats of what is out left out; else once for each commit. */
function inOrder(
  found: readonly Found[],
  { source }: DeploymentRule,
  reachable: (commit: number) => ReadonlySet<number>,
): readonly PlainDeployment[] {
  const counted = found.filter(({ failed }) => !failed)
  if (source === 'deployments' || source === 'workflows') {
    const sorted = counted.toSorted((a, b) => a.finishedAt - b.finishedAt || (a.key < b.key ? -1 : 1))
    return sorted.filter(({ commit }, i) => commit === null || commit !== sorted[i - 1]?.commit)
  }
  const earliest = [...Map.groupBy(counted, ({ commit }) => commit).values()].flatMap(same =>
    same.toSorted((a, b) => a.finishedAt - b.finishedAt).slice(0, 1),
  )
  const size = (commit: number | null) => (commit === null ? 0 : reachable(commit).size)
  return earliest.sort((a, b) => a.finishedAt - b.finishedAt || size(a.commit) - size(b.commit))
}
