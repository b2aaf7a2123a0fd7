import type { DeploymentRule } from '../../shared/model/repository.ts'
import { type CommitGraph, commitIndex, firstParentHistory } from './commit-graph.ts'
import { productionPattern } from './dora/hosted-deployments.ts'
import type { HostedHistory } from './dora/load-hosted.ts'

/** Tag names that look like a release: `v1.2`, `2.0.1`, `app@3.1.0`, `release-4.2`; no pre-releases such as `v1.0-rc1`. */
export const releaseTagPattern = '^(?:.*[/@_-])?v?\\d+(?:\\.\\d+)+$'

/** What deployments can be made of: a repository's active history and names. */
export interface RepositoryHistory {
  readonly defaultBranch: string | null
  readonly graph: CommitGraph
  /** Active tags on active commits. `taggedAt` is null for a light tag. */
  readonly tags: readonly {
    readonly name: string
    readonly commitId: number
    readonly annotated: boolean
    readonly taggedAt: number | null
  }[]
  /** Active branches by full name without `refs/`. */
  readonly branches: ReadonlyMap<string, number>
  readonly hosted: HostedHistory
}

/**
 * The rule Weir uses when the user saved none: the code host's deployments to production, its releases, release tags, merges to the default
 * branch, every commit on it: the first of these that there are any of.
 */
export function chooseRule(history: RepositoryHistory): DeploymentRule {
  const production = new RegExp(productionPattern, 'u')
  const { deployments, releases } = history.hosted
  if (deployments.some(({ environment }) => production.test(environment))) {
    return { source: 'deployments', environment: productionPattern }
  }
  if (releases.some(({ prerelease }) => !prerelease)) return { source: 'releases', prereleases: false }
  const release = new RegExp(releaseTagPattern, 'u')
  if (history.tags.some(tag => release.test(tag.name))) return { source: 'tags', pattern: releaseTagPattern }
  const { graph } = history
  const merged = branchHistory(history, null).some(commit => (graph.parentCounts[commit] ?? 0) > 1)
  return { source: merged ? 'merges' : 'commits', branch: null }
}

/** The first-parent history of a branch (null: the default one), newest first; empty when there is no such branch. */
export function branchHistory(history: RepositoryHistory, branch: string | null): readonly number[] {
  const head = branchHead(history, branch)
  return head === undefined ? [] : firstParentHistory(history.graph, commitIndex(history.graph, head))
}

/** The commit a branch (null: the default one) stands at; undefined when there is no such branch. */
export function branchHead(
  { defaultBranch, branches }: Pick<RepositoryHistory, 'defaultBranch' | 'branches'>,
  branch: string | null,
): number | undefined {
  const name = branch ?? defaultBranch
  if (name === null) return undefined
  const spellings = [name, `heads/${name}`, `remotes/${name}`, `remotes/origin/${name}`, name.replace(/^refs\//, '')]
  return spellings.map(spelling => branches.get(spelling)).find(commitId => commitId !== undefined)
}
