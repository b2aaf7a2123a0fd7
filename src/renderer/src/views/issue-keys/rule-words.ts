import { defaultIssueKeyRule, type ProjectIssueKeys } from '../../../../shared/model/issue-keys.ts'
import { formatNoun } from '../../format/number.ts'

type Named = Pick<ProjectIssueKeys, 'key' | 'hosted' | 'saved' | 'tooSlow'>

/** What names a project's issues by the rule in force: `SHOP-12, OLD-12, a pattern`. */
export function keysInForce({ key, hosted, saved, tooSlow }: Named): string {
  const { ownKey, prefixes, patterns } = saved ?? defaultIssueKeyRule
  const used = tooSlow ? 0 : patterns.length
  const words = [
    ...(ownKey ? [hosted ? `${key}#12; #12 in its own repository` : `${key}-12`] : []),
    ...prefixes.map(prefix => `${prefix.toUpperCase()}-12`),
    ...(used > 0 ? [formatNoun(used, 'pattern')] : []),
  ]
  return words.join(', ') || 'Nothing names its issues'
}
