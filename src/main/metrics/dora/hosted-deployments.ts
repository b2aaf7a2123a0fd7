export interface DeploymentStatusAt {
  readonly state: string
  readonly at: number
}

/** How a deployment at a code host went. */
export type DeploymentOutcome =
  | { readonly result: 'success'; readonly finishedAt: number; readonly brokeAt: number | null }
  | { readonly result: 'failure'; readonly finishedAt: number }
  | { readonly result: 'unfinished' }

/**
 * A deployment's outcome from its whole history. It finished with its latest `success`, not its latest state: a newer deployment's success makes
 * it `inactive`. A failure after that success is one of what was deployed: `brokeAt`. Without a success, the last failure is its end.
 */
export function deploymentOutcome(statuses: readonly DeploymentStatusAt[]): DeploymentOutcome {
  const successes = statuses.filter(({ state }) => state === 'success').map(({ at }) => at)
  const failures = statuses.filter(({ state }) => state === 'failure' || state === 'error').map(({ at }) => at)
  if (successes.length > 0) {
    const finishedAt = Math.max(...successes)
    const later = failures.filter(at => at > finishedAt)
    return { result: 'success', finishedAt, brokeAt: later.length > 0 ? Math.min(...later) : null }
  }
  return failures.length > 0 ? { result: 'failure', finishedAt: Math.max(...failures) } : { result: 'unfinished' }
}

/** The environments that are production unless a repository's rule says otherwise. */
export const productionPattern = '(?i:prod|production|live)'

/**
 * Neighbouring deployments of the same commit are one, the earliest: jobs of one deployment, and the same thing put out again. Back to a
 * commit after another one was out is a deployment of its own. `ordered` ascends by finish.
 */
export function mergeNeighbours<Deployment extends { readonly commit: number }>(
  ordered: readonly Deployment[],
): readonly Deployment[] {
  return ordered.filter(({ commit }, i) => commit < 0 || commit !== ordered[i - 1]?.commit)
}
