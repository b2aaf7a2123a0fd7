import { defaultIssueKeyRule, IssueKeyRule } from '../../../../shared/model/issue-keys.ts'

/** A rule while it is edited, with the patterns one per line. */
export interface IssueKeysDraft {
  readonly ownKey: boolean
  readonly prefixes: readonly string[]
  readonly patterns: string
}

/** The draft that begins at a rule, or at Weir's own. */
export function draftOf(saved: IssueKeyRule | null): IssueKeysDraft {
  const { ownKey, prefixes, patterns } = saved ?? defaultIssueKeyRule
  return { ownKey, prefixes, patterns: patterns.join('\n') }
}

export type DraftResult =
  | { readonly rule: IssueKeyRule; readonly problem: null }
  | { readonly rule: null; readonly problem: { readonly at: 'prefixes' | 'patterns'; readonly text: string } }

/** The rule a draft stands for, or what is wrong with it. */
export function ruleOf({ ownKey, prefixes, patterns }: IssueKeysDraft): DraftResult {
  const lines = patterns.split('\n').map(line => line.trim())
  const parsed = IssueKeyRule.safeParse({ ownKey, prefixes, patterns: lines.filter(line => line !== '') })
  if (parsed.success) return { rule: parsed.data, problem: null }
  const [issue] = parsed.error.issues
  const [list, place] = issue?.path ?? []
  const culprit =
    typeof place === 'number' ? (list === 'prefixes' ? prefixes : lines.filter(Boolean))[place] : undefined
  const text = `${culprit === undefined ? '' : `${culprit}: `}${issue?.message ?? 'Not valid'}`
  return { rule: null, problem: { at: list === 'prefixes' ? 'prefixes' : 'patterns', text } }
}
