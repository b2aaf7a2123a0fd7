import type { DeploymentRule } from '../../shared/model/repository.ts'
import { commitIndex } from './commit-graph.ts'
import { branchHistory, type RepositoryHistory } from './deployment-rule.ts'

/** A deployment as a rule finds it. `name` is null for a commit that goes by its short sha. */
export interface FoundDeployment {
  readonly name: string | null
  /** Index in the graph. */
  readonly commit: number
  readonly finishedAt: number
}

export interface Candidates {
  /** How many tags, or commits on the branch, the rule looked at. */
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
  const committedAt = (commit: number) => graph.committedAt[commit] ?? 0
  if (rule.source === 'tags') {
    const names = history.tags.map(tag => tag.name)
    const matches = match(rule.pattern, names)
    const found = history.tags
      .filter((_, i) => matches[i])
      .map(tag => ({ tag, commit: commitIndex(graph, tag.commitId) }))
      .map(({ tag, commit }) => ({
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
    found: chosen.map(commit => ({ name: null, commit, finishedAt: committedAt(commit) })),
  }
}
