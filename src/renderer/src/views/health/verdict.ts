import { type HealthCheck, type HealthLevel, healthLevels } from '../../../../shared/model/health.ts'
import { formatNoun } from '../../format/number.ts'

type Judged = Pick<HealthCheck, 'level' | 'name' | 'reason'>

/** The worst of some checks first; those of one level stay in their order. */
export const worstFirst = <Check extends Pick<HealthCheck, 'level'>>(checks: readonly Check[]): readonly Check[] =>
  checks.toSorted((a, b) => rank(b.level) - rank(a.level))

/** How bad a level is, from 0. */
export const rank = (level: HealthLevel): number => healthLevels.indexOf(level)

/** The whole in a word or two: `Healthy`, `2 warnings`, `1 error`. Warnings are not counted beside errors. */
export function verdictInShort(checks: readonly Pick<HealthCheck, 'level'>[]): string {
  const count = (level: HealthLevel) => checks.filter(check => check.level === level).length
  if (count('error') > 0) return formatNoun(count('error'), 'error')
  return count('warning') > 0 ? formatNoun(count('warning'), 'warning') : 'Healthy'
}

/** The whole in one sentence: what is wrong when it is one thing, how much when it is more. */
export function verdict(checks: readonly Judged[]): string {
  const ill = worstFirst(checks).filter(({ level }) => level !== 'healthy')
  const [first, ...others] = ill
  if (!first) return 'Everything works as it should.'
  if (others.length === 0) return `${first.name}: ${first.reason}`
  const errors = ill.filter(({ level }) => level === 'error').length
  const warnings = ill.length - errors
  const parts = [errors > 0 && formatNoun(errors, 'error'), warnings > 0 && formatNoun(warnings, 'warning')]
  const named = ill.slice(0, 3).map(({ name }) => name)
  const rest = ill.length - named.length
  return `${parts.filter(Boolean).join(' and ')}: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}
