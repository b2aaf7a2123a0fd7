import type { DeploymentRule } from '../../../shared/model/repository.ts'
import { type CommitGraph, commitIndex } from '../commit-graph.ts'
import type { Candidates, FoundDeployment, MatchNames } from '../deployment-candidates.ts'
import { deploymentOutcome } from './hosted-deployments.ts'
import type { HostedHistory, HostedRun } from './load-hosted.ts'

type HostedRule = Extract<DeploymentRule, { readonly source: 'deployments' | 'releases' | 'workflows' }>

export const isHosted = (rule: DeploymentRule): rule is HostedRule =>
  rule.source === 'deployments' || rule.source === 'releases' || rule.source === 'workflows'

/** What a rule finds at the code host: deployments that succeeded or failed; not those that have not ended. */
export function findHosted(hosted: HostedHistory, graph: CommitGraph, rule: HostedRule, match: MatchNames): Candidates {
  const commitOf = (commitId: number | null) => (commitId === null ? -1 : commitIndex(graph, commitId))
  switch (rule.source) {
    case 'deployments': {
      const production = matching(rule.environment, new Set(hosted.deployments.map(d => d.environment)), match)
      const found = hosted.deployments
        .filter(({ environment }) => production.has(environment))
        .flatMap(({ id, environment, ref, commitId, statuses }): FoundDeployment[] => {
          const outcome = deploymentOutcome(statuses)
          if (outcome.result === 'unfinished') return []
          const named = { key: `d${id}`, name: ref ?? environment, environment, commit: commitOf(commitId) }
          return [{ ...named, ...outcome, brokeAt: outcome.result === 'success' ? outcome.brokeAt : null }]
        })
      return { looked: hosted.deployments.length, found }
    }
    case 'releases': {
      const found = hosted.releases
        .filter(({ prerelease }) => rule.prereleases || !prerelease)
        .map(({ id, tag, commitId, publishedAt }) => ({
          key: `r${id}`,
          name: tag,
          environment: null,
          commit: commitOf(commitId),
          finishedAt: publishedAt,
          result: 'success' as const,
          brokeAt: null,
        }))
      return { looked: hosted.releases.length, found }
    }
    case 'workflows': {
      const workflows = matching(rule.workflow, new Set(hosted.runs.map(run => run.workflow)), match)
      const runs = hosted.runs.filter(run => workflows.has(run.workflow))
      const jobs =
        rule.job === null
          ? null
          : matching(rule.job, new Set(runs.flatMap(run => run.jobs.map(({ name }) => name))), match)
      const found = runs.flatMap((run): FoundDeployment[] => {
        const end = jobs === null ? endOfRun(run) : endOfJobs(run, jobs)
        if (!end) return []
        return [
          {
            key: `w${run.id}`,
            name: run.workflow,
            environment: null,
            commit: commitOf(run.commitId),
            brokeAt: null,
            ...end,
          },
        ]
      })
      return { looked: hosted.runs.length, found }
    }
  }
}

type End = Pick<FoundDeployment, 'finishedAt' | 'result'>

const failures: ReadonlySet<string | null> = new Set(['failure', 'timed_out', 'startup_failure'])

function endOfRun({ conclusion, finishedAt }: HostedRun): End | null {
  if (conclusion === 'success') return { finishedAt, result: 'success' }
  return failures.has(conclusion) ? { finishedAt, result: 'failure' } : null
}

/** Several jobs of a run are one deployment: it failed when any of them did, and finished with the last. */
function endOfJobs({ jobs }: HostedRun, names: ReadonlySet<string>): End | null {
  const ended = jobs.filter(
    ({ name, conclusion }) => names.has(name) && (conclusion === 'success' || failures.has(conclusion)),
  )
  const finishes = ended.flatMap(({ completedAt }) => completedAt ?? [])
  if (finishes.length === 0) return null
  const failed = ended.some(({ conclusion }) => failures.has(conclusion))
  return { finishedAt: Math.max(...finishes), result: failed ? 'failure' : 'success' }
}

function matching(pattern: string, names: ReadonlySet<string>, match: MatchNames): ReadonlySet<string> {
  const all = [...names]
  const matches = match(pattern, all)
  return new Set(all.filter((_, i) => matches[i]))
}
