import type { IncidentRules, IncidentSource } from '../../../shared/model/incidents.ts'

/** An incident as its source tells it. Deployments are places among the service's counted ones, in the order they finished. */
export interface FoundIncident {
  /** The same at every look: `revert:<sha>`, `issue:<id>`. */
  readonly key: string
  readonly source: IncidentSource
  readonly title: string
  readonly beganAt: number
  /** When its source says that it ended. Null: not yet, or its source cannot tell: then its fix's deployment ends it. */
  readonly resolvedAt: number | null
  /** Its source has an end of its own: an issue without a resolution is open, whatever was deployed since. */
  readonly hasOwnEnd: boolean
  /** Deployments that ship a change made for it, ascending. */
  readonly fixes: readonly number[]
  /** Any later deployment ends it: it was a deployment that failed. */
  readonly endsWithNext: boolean
}

/** What the user said of an incident: it belongs to this deployment (by key), or to none. */
export interface ManualLink {
  readonly deploymentKey: string | null
}

export interface Assessable {
  readonly key: string
  /** Where it was deployed; null where the source tells none. */
  readonly environment: string | null
  /** Null when it is not known. */
  readonly commitId: number | null
  readonly finishedAt: number
  /** Its changes are not known: it cannot be told to be a fix. */
  readonly first: boolean
}

export interface AssessedIncident extends FoundIncident {
  /** Place of the deployment it belongs to; null for none. */
  readonly deployment: number | null
  readonly byHand: boolean
  /** Place of the deployment that fixed it; null while there is none. */
  readonly fix: number | null
  /** When it ended; null while it is open. */
  readonly endedAt: number | null
}

export interface AssessedDeployment {
  readonly failed: boolean
  /** When service was restored after it failed; null when it did not fail, has not been restored, or was so before it finished. */
  readonly restoredAt: number | null
  /** An unplanned fix: it ships a change made for an incident. */
  readonly unplanned: boolean
}

export interface Assessment {
  readonly incidents: readonly AssessedIncident[]
  readonly deployments: readonly AssessedDeployment[]
}

const dayMs = 86_400_000

/**
 * Links incidents to deployments and judges these. An incident belongs to the latest deployment finished before it began, within
 * the window, unless it was linked or unlinked by hand. It is fixed by the first later deployment with a change made for it, or, next in
 * its environment, back to a commit that was out before; where its source knows no end, it ends with that. A failed deployment is restored once the last of its
 * incidents is.
 */
export function assess(
  deployments: readonly Assessable[],
  incidents: readonly FoundIncident[],
  links: ReadonlyMap<string, ManualLink>,
  { windowDays, restoredBy }: Pick<IncidentRules, 'windowDays' | 'restoredBy'>,
): Assessment {
  const placeByKey = new Map(deployments.map(({ key }, place) => [key, place]))
  const finishes = Float64Array.from(deployments, ({ finishedAt }) => finishedAt)
  const rollbacks = rollbacksAfter(deployments)
  const assessed = incidents.map(incident => {
    const link = links.get(incident.key)
    // A link to a deployment that is none any more says nothing: the rule decides again.
    const manual = link && (link.deploymentKey === null ? null : placeByKey.get(link.deploymentKey))
    const byHand = manual !== undefined
    const deployment = byHand ? manual : latestBefore(finishes, incident.beganAt, windowDays * dayMs)
    const fix = fixOf(incident, deployment, finishes, rollbacks)
    const endedAt = incident.resolvedAt ?? (incident.hasOwnEnd || fix === null ? null : (finishes[fix] ?? null))
    return { ...incident, deployment, byHand, fix, endedAt }
  })

  const failures = new Map<number, AssessedIncident[]>()
  const unplanned = new Set<number>()
  for (const incident of assessed) {
    for (const place of incident.fixes) unplanned.add(place)
    if (incident.deployment === null) continue
    const known = failures.get(incident.deployment)
    if (known) known.push(incident)
    else failures.set(incident.deployment, [incident])
  }
  return {
    incidents: assessed,
    deployments: deployments.map(({ first, finishedAt }, place) => {
      const own = failures.get(place)
      const restoredAt = own ? lastEnd(own, restoredBy, finishes) : null
      return {
        failed: own !== undefined,
        restoredAt: restoredAt !== null && restoredAt >= finishedAt ? restoredAt : null,
        unplanned: unplanned.has(place) && !first,
      }
    }),
  }
}

function fixOf(
  { beganAt, fixes, endsWithNext }: FoundIncident,
  failed: number | null,
  finishes: Float64Array,
  rollbacks: ReadonlyMap<number, number>,
): number | null {
  const isLater = (place: number) => (failed === null ? (finishes[place] ?? 0) > beganAt : place > failed)
  const candidates = [
    fixes.find(isLater),
    endsWithNext ? firstAfter(finishes, beganAt) : undefined,
    failed === null ? undefined : rollbacks.get(failed),
  ].filter(place => place !== undefined)
  return candidates.length === 0 ? null : Math.min(...candidates)
}

/**
 * The places of deployments after which, next in their environment, a commit was put out again that had been out before them: with what
 * did. A commit that reaches an environment later than others is none: there, nothing has been out since.
 */
function rollbacksAfter(deployments: readonly Assessable[]): ReadonlyMap<number, number> {
  const firstOf = new Map<number, number>()
  const lastIn = new Map<string | null, number>()
  const rollbacks = new Map<number, number>()
  for (const [place, { commitId, environment }] of deployments.entries()) {
    const before = lastIn.get(environment)
    lastIn.set(environment, place)
    if (commitId === null) continue
    const first = firstOf.get(commitId)
    if (first === undefined) firstOf.set(commitId, place)
    else if (before !== undefined && first < before) rollbacks.set(before, place)
  }
  return rollbacks
}

/** The place of the first finish after an instant. */
function firstAfter(finishes: Float64Array, instant: number): number | undefined {
  const place = 1 + (latestBefore(finishes, instant + 1, Number.POSITIVE_INFINITY) ?? -1)
  return place < finishes.length ? place : undefined
}

/** Null while one of them has not ended. */
function lastEnd(
  incidents: readonly AssessedIncident[],
  restoredBy: IncidentRules['restoredBy'],
  finishes: Float64Array,
): number | null {
  let last = Number.NEGATIVE_INFINITY
  for (const { endedAt, fix } of incidents) {
    const end = restoredBy === 'resolution' ? endedAt : fix === null ? null : (finishes[fix] ?? null)
    if (end === null) return null
    last = Math.max(last, end)
  }
  return last
}

/** The place of the last finish before an instant; null when there is none, or it is longer ago than the window. */
export function latestBefore(finishes: Float64Array, instant: number, windowMs: number): number | null {
  let low = 0
  let high = finishes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((finishes[middle] ?? 0) < instant) low = middle + 1
    else high = middle
  }
  const place = low - 1
  if (place < 0 || instant - (finishes[place] ?? 0) > windowMs) return null
  return place
}
