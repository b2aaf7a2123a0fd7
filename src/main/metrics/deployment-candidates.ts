import type { DeploymentRule } from '../../shared/model/repository.ts'
import { commitIndex } from './commit-graph.ts'
import { branchHistory, type RepositoryHistory } from './deployment-rule.ts'
import { findHosted, isHosted } from './dora/hosted-candidates.ts'

/** A deployment as a rule finds it. `name` is null for a commit that goes by its short sha. */
export interface FoundDeployment {
  /** The same at every look; see `DeploymentTable`. */
  readonly key: string
  readonly name: string | null
  readonly environment: string | null
  /** Index in the graph; -1 when it is not known. */
  readonly commit: number
  readonly finishedAt: number
  readonly result: 'success' | 'failure'
  /** What was deployed failed later, by the word of its source. */
  readonly brokeAt: number | null
}

export interface Candidates {
  /** How many tags, commits on the branch, deployments, releases or runs the rule looked at. */
  readonly looked: number
  readonly found: readonly FoundDeployment[]
}

/** Runs the user's regular expression, which may take for ever. */
export type MatchNames = (pattern: string, names: readonly string[]) => readonly boolean[]

/**
 * What the rule finds in the history. A deployment has finished when its annotated tag was made, or when the commit of its light
 * tag, the merge or the commit was committed.
 */
export function findDeployments(history: RepositoryHistory, rule: DeploymentRule, match: MatchNames): Candidates {
  const { graph } = history
  if (isHosted(rule)) return findHosted(history.hosted, graph, rule, match)
  const succeeded = { environment: null, result: 'success', brokeAt: null } as const
  const keyOf = (commit: number) => `c${graph.ids[commit] ?? 0}`
  const committedAt = (commit: number) => graph.committedAt[commit] ?? 0
  if (rule.source === 'tags') {
    const names = history.tags.map(tag => tag.name)
    const matches = match(rule.pattern, names)
    const found = history.tags
      .filter((_, i) => matches[i])
      .map(tag => ({ tag, commit: commitIndex(graph, tag.commitId) }))
      .map(({ tag, commit }) => ({
        ...succeeded,
        key: keyOf(commit),
        name: tag.name,
        commit,
        finishedAt: (tag.annotated ? tag.taggedAt : null) ?? committedAt(commit),
      }))
    return { looked: names.length, found }
  }
  const onBranch = branchHistory(history, rule.branch)
  const chosen = rule.source === 'commits' ? onBranch : onBranch.filter(commit => (graph.parentCounts[commit] ?? 0) > 1)
  return {
    looked: onBranch.length,
    found: chosen.map(commit => ({
      ...succeeded,
      key: keyOf(commit),
      name: null,
      commit,
      finishedAt: committedAt(commit),
    })),
  }
}
