import type { DeploymentRule, Repository, RulePreview } from '../../../../shared/model/repository.ts'
import { formatCount, formatNoun } from '../../format/number.ts'

/** A rule in words: `Tags matching ^v\d`, `Merges to main`, `Every commit on the default branch`. */
export function ruleText(rule: DeploymentRule, defaultBranch: string | null): string {
  switch (rule.source) {
    case 'tags':
      return `Tags matching ${rule.pattern}`
    case 'merges':
      return `Merges to ${branchText(rule.branch, defaultBranch)}`
    case 'commits':
      return `Every commit on ${branchText(rule.branch, defaultBranch)}`
    case 'deployments':
      return `Deployments to environments matching ${rule.environment}`
    case 'releases':
      return rule.prereleases ? 'Releases and pre-releases' : 'Releases'
    case 'workflows':
      return rule.job === null
        ? `Runs of workflows matching ${rule.workflow}`
        : `Jobs matching ${rule.job} of workflows matching ${rule.workflow}`
  }
}

/** The rule in force of a repository, in words: Weir's own choice of tags without its pattern. */
export const ruleInForce = ({
  rule,
  savedRule,
  defaultBranch,
}: Pick<Repository, 'rule' | 'savedRule' | 'defaultBranch'>): string => {
  if (savedRule === null && rule.source === 'tags') return 'Release tags such as v1.2.3'
  if (savedRule === null && rule.source === 'deployments') return 'Deployments to production'
  return ruleText(rule, defaultBranch)
}

const countAs = (matches: number) => (matches === 1 ? 'counts as' : 'count as')

const branchText = (branch: string | null, defaultBranch: string | null) =>
  (branch ?? defaultBranch)?.replace(/^(refs\/)?heads\//, '') ?? 'the default branch'

/** Who chose the rule in force. */
export const chosenBy = ({ savedRule }: Pick<Repository, 'savedRule'>): string =>
  savedRule === null ? 'chosen by Weir' : 'chosen by you'

/** What a rule would find, in words: `48 of 52 tags match`. */
export function previewText(rule: DeploymentRule, preview: Pick<RulePreview, 'candidates' | 'matches'>): string {
  const { candidates, matches } = preview
  switch (rule.source) {
    case 'tags':
      if (candidates === 0) return 'The repository has no tags'
      return `${formatCount(matches)} of ${formatNoun(candidates, 'tag')} ${matches === 1 ? 'matches' : 'match'}`
    case 'merges':
      if (candidates === 0) return 'There is no such branch, or nothing on it'
      return `${formatNoun(matches, 'merge')} among ${formatNoun(candidates, 'commit')} on the branch`
    case 'commits':
      if (candidates === 0) return 'There is no such branch, or nothing on it'
      return `${formatNoun(matches, 'commit')} on the branch`
    case 'deployments':
      if (candidates === 0) return 'The code host knows no deployment of the repository'
      return `${formatCount(matches)} of ${formatNoun(candidates, 'deployment')} ${countAs(matches)} production deployments`
    case 'releases':
      if (candidates === 0) return 'The code host knows no release of the repository'
      return `${formatCount(matches)} of ${formatNoun(candidates, 'release')} ${countAs(matches)} production deployments`
    case 'workflows':
      if (candidates === 0) return 'The code host knows no workflow run of the repository'
      return `${formatCount(matches)} of ${formatNoun(candidates, 'run')} ${countAs(matches)} production deployments`
  }
}
