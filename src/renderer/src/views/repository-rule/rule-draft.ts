import { DeploymentRule } from '../../../../shared/model/repository.ts'

/** A rule while it is edited: what was typed for one source is kept while another is looked at. */
export interface RuleDraft {
  readonly source: DeploymentRule['source']
  readonly pattern: string
  readonly branch: string
}

const likelyPattern = '^v?\\d+(\\.\\d+)+$'

/** The draft that begins at a rule. */
export function draftOf(rule: DeploymentRule): RuleDraft {
  return {
    source: rule.source,
    pattern: rule.source === 'tags' ? rule.pattern : likelyPattern,
    branch: rule.source === 'tags' ? '' : (rule.branch ?? ''),
  }
}

export type DraftResult =
  | { readonly rule: DeploymentRule; readonly problem: null }
  | { readonly rule: null; readonly problem: string }

/** The rule a draft stands for, or what is wrong with it. An empty branch means the default one. */
export function ruleOf({ source, pattern, branch }: RuleDraft): DraftResult {
  if (source !== 'tags') return { rule: { source, branch: branch.trim() || null }, problem: null }
  if (pattern === '') return { rule: null, problem: 'Enter a pattern' }
  const parsed = DeploymentRule.safeParse({ source, pattern })
  if (parsed.success) return { rule: parsed.data, problem: null }
  return { rule: null, problem: parsed.error.issues[0]?.message ?? 'Not a valid pattern' }
}
