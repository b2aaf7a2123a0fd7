import { expect, test } from 'vitest'
import { defaultIssueKeyRule } from '../../../../shared/model/issue-keys.ts'
import { draftOf, ruleOf } from './issue-keys-draft.ts'
import { keysInForce } from './rule-words.ts'

test('a draft stands for the rule it began at', () => {
  const rule = { ownKey: false, prefixes: ['OLD'], patterns: ['#(\\d+)', 'fixes (\\d+)'] }
  expect(ruleOf(draftOf(rule))).toEqual({ rule, problem: null })
  expect(ruleOf(draftOf(null))).toEqual({ rule: defaultIssueKeyRule, problem: null })
})

test('what is wrong is said with the line it is in', () => {
  const draft = { ...draftOf(null), patterns: '#(\\d+)\n\n  fixes \\d+  ' }
  const { problem } = ruleOf(draft)
  expect(problem).toMatchObject({ at: 'patterns', text: expect.stringMatching(/^fixes \\d\+: .*parentheses/) })
  expect(ruleOf({ ...draft, patterns: '(' }).problem?.text).toBe('(: Not a valid regular expression')
  expect(ruleOf({ ...draftOf(null), prefixes: ['9X'] }).problem).toMatchObject({ at: 'prefixes' })
})

test('the rule in force is said with an example of each kind', () => {
  const shop = { key: 'SHOP', hosted: false, tooSlow: false, saved: null }
  expect(keysInForce(shop)).toBe('SHOP-12')
  const saved = { ownKey: true, prefixes: ['old'], patterns: ['#(\\d+)'] }
  expect(keysInForce({ ...shop, saved })).toBe('SHOP-12, OLD-12, 1 pattern')
  expect(keysInForce({ ...shop, saved, tooSlow: true })).toBe('SHOP-12, OLD-12')
  expect(keysInForce({ ...shop, saved: { ownKey: false, prefixes: [], patterns: [] } })).toBe(
    'Nothing names its issues',
  )
  expect(keysInForce({ ...shop, key: 'acme/web', hosted: true })).toBe('acme/web#12; #12 in its own repository')
})
