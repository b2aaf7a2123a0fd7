import { DeploymentRule } from '../../../../shared/model/repository.ts'

/** A rule while it is edited: what was typed for one source is kept while another is looked at. */
export interface RuleDraft {
  readonly source: DeploymentRule['source']
  readonly pattern: string
  readonly branch: string
  readonly environment: string
  readonly prereleases: boolean
  readonly workflow: string
  /** Empty: the run as a whole. */
  readonly job: string
}

const likely: RuleDraft = {
  source: 'tags',
  pattern: '^v?\\d+(\\.\\d+)+$',
  branch: '',
  environment: '(?i:prod|production|live)',
  prereleases: false,
  workflow: '(?i:deploy|release)',
  job: '',
}

/** The draft that begins at a rule. */
export function draftOf(rule: DeploymentRule): RuleDraft {
  switch (rule.source) {
    case 'merges':
    case 'commits':
      return { ...likely, ...rule, branch: rule.branch ?? '' }
    case 'workflows':
      return { ...likely, ...rule, job: rule.job ?? '' }
    default:
      return { ...likely, ...rule }
  }
}

export type DraftResult =
  | { readonly rule: DeploymentRule; readonly problem: null }
  | { readonly rule: null; readonly problem: string }

/** The rule a draft stands for, or what is wrong with it. An empty branch means the default one. */
export function ruleOf(draft: RuleDraft): DraftResult {
  const wanted = wantedRule(draft)
  const parsed = DeploymentRule.safeParse(wanted)
  if (parsed.success) return { rule: parsed.data, problem: null }
  const empty = Object.values(wanted).includes('')
  return { rule: null, problem: empty ? 'Enter a pattern' : (parsed.error.issues[0]?.message ?? 'Not a valid pattern') }
}

function wantedRule({ source, pattern, branch, environment, prereleases, workflow, job }: RuleDraft): DeploymentRule {
  switch (source) {
    case 'tags':
      return { source, pattern }
    case 'merges':
    case 'commits':
      return { source, branch: branch.trim() || null }
    case 'deployments':
      return { source, environment }
    case 'releases':
      return { source, prereleases }
    case 'workflows':
      return { source, workflow, job: job || null }
  }
}
