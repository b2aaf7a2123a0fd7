import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Stream } from '../connectors/sdk/connector.ts'
import type { JobAssignment } from './messages.ts'

export type Source = JobAssignment['sources'][number]

/** One stream of one data source: what a run is made of. */
export interface Step {
  readonly source: Source
  readonly stream: Stream
  /** Its share of the run's time, roughly. */
  readonly weight: number
  /** The last of its source that deployments are made from. */
  readonly completesGraph: boolean
}

/** What the host knows of our canonical streams. `detail`: metrics do not wait for it, so it comes after all other streams. */
const traits: Readonly<Record<string, { readonly weight: number; readonly detail?: true }>> = {
  repository: { weight: 0.5 },
  commits: { weight: 10 },
  service_commits: { weight: 5 },
  line_stats: { weight: 80, detail: true },
  tags: { weight: 0.5 },
  branches: { weight: 0.5 },
  projects: { weight: 0.5 },
  issue_types: { weight: 0.5 },
  statuses: { weight: 0.5 },
  fields: { weight: 0.5 },
  boards: { weight: 1 },
  sprints: { weight: 1 },
  issues: { weight: 90 },
  issue_sweep: { weight: 3 },
  hosted_repository: { weight: 0.5 },
  pull_requests: { weight: 60 },
  deployments: { weight: 10 },
  releases: { weight: 0.5 },
  hosted_tags: { weight: 0.5 },
  repository_issues: { weight: 10 },
  workflow_runs: { weight: 20 },
}
const traitsOf = (stream: Stream) => traits[stream.name] ?? { weight: 5 }

/**
 * The steps of a run, in order: each source's streams that the settings want after those they depend on, and detail only when
 * every source is usable without it.
 * @throws WeirError `internal.unexpected` when streams depend on each other in a circle or on one there is not.
 */
export function planSteps(streams: readonly Stream[], sources: readonly Source[], settings: unknown): readonly Step[] {
  const ordered = inDependencyOrder(streams).filter(stream => stream.wanted?.(settings) ?? true)
  const first = ordered.filter(stream => !traitsOf(stream).detail)
  const detail = ordered.filter(stream => traitsOf(stream).detail)
  const neededOf = (group: readonly Stream[], { services = [] }: Source) =>
    group.filter(stream => !stream.forServices || services.length > 0)
  const stepsOf = (group: readonly Stream[], source: Source): readonly Step[] => {
    const last = neededOf(first, source).at(-1) ?? detail.at(-1)
    return neededOf(group, source).map(stream => ({
      source,
      stream,
      weight: traitsOf(stream).weight,
      completesGraph: stream === last,
    }))
  }
  return [first, detail].flatMap(group => sources.flatMap(source => stepsOf(group, source)))
}

function inDependencyOrder(streams: readonly Stream[]): readonly Stream[] {
  const ordered: Stream[] = []
  const names = new Set<string>()
  while (ordered.length < streams.length) {
    const ready = streams.find(
      stream => !names.has(stream.name) && (stream.dependsOn ?? []).every(name => names.has(name)),
    )
    if (!ready) {
      throw new WeirError('internal.unexpected', { hint: 'The streams of this connector wait for each other.' })
    }
    ordered.push(ready)
    names.add(ready.name)
  }
  return ordered
}
