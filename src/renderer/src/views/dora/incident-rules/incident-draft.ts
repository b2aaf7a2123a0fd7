import { IncidentRules, type IssueChoice } from '../../../../../shared/model/incidents.ts'

/** Incident rules while they are edited: what was typed is kept while it is switched off. */
export interface IncidentDraft extends IssueChoice {
  readonly fromIssues: boolean
  readonly reverts: boolean
  readonly fromHotfixes: boolean
  readonly hotfixBranches: string
  readonly failedDeployments: boolean
  readonly windowDays: number
  readonly restoredBy: IncidentRules['restoredBy']
}

const likelyHotfixes = '^hotfix(?:es)?[/_-]'

/** The draft that begins at rules. */
export const draftOf = ({ issues, hotfixBranches, ...rules }: IncidentRules): IncidentDraft => ({
  ...rules,
  projects: issues?.projects ?? [],
  types: issues?.types ?? [],
  labels: issues?.labels ?? [],
  priorities: issues?.priorities ?? [],
  fromIssues: issues !== null,
  fromHotfixes: hotfixBranches !== null,
  hotfixBranches: hotfixBranches ?? likelyHotfixes,
})

export type DraftResult =
  | { readonly rules: IncidentRules; readonly problem: null }
  | {
      readonly rules: null
      readonly problem: { readonly at: 'issues' | 'hotfixBranches' | 'windowDays'; readonly text: string }
    }

/** The rules a draft stands for, or what is wrong with it. */
export function rulesOf(draft: IncidentDraft): DraftResult {
  const { projects, types, labels, priorities, fromIssues, fromHotfixes, hotfixBranches, ...rest } = draft
  const parsed = IncidentRules.safeParse({
    ...rest,
    issues: fromIssues ? { projects, types, labels, priorities } : null,
    hotfixBranches: fromHotfixes ? hotfixBranches : null,
  })
  if (parsed.success) return { rules: parsed.data, problem: null }
  const [issue] = parsed.error.issues
  const where = issue?.path[0]
  const at = where === 'hotfixBranches' || where === 'windowDays' ? where : 'issues'
  return { rules: null, problem: { at, text: issue?.message ?? 'Not valid' } }
}
