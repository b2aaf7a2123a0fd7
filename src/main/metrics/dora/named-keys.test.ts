import { expect, test } from 'vitest'
import { defaultIssueKeyRule, IssueKeyRule } from '../../../shared/model/issue-keys.ts'
import { keyRulesOf, type ProjectRule } from './key-rules.ts'
import { createKeyFinder } from './named-keys.ts'

const project = (key: string, rule: Partial<IssueKeyRule> = {}, ownSourceId: number | null = null): ProjectRule => ({
  projectId: key.length,
  key,
  rule: IssueKeyRule.parse({ ...defaultIssueKeyRule, ...rule }),
  ownSourceId,
})
const keysIn = (text: string, projects: readonly ProjectRule[], sources: readonly number[] = []) =>
  createKeyFinder(keyRulesOf(projects, sources))([text])[0]

test('issue keys are those of known projects, whole and each once', () => {
  const projects = [project('SHOP'), project('A2')]
  expect(keysIn('SHOP-12: as shop-12 and A2-3, not UTF-8, SHOP-0, XSHOP-4 or SHOP-5a', projects)).toEqual([
    'SHOP-12',
    'A2-3',
  ])
  expect(keysIn('feature/SHOP-7_login', projects)).toEqual(['SHOP-7'])
})

test('a key the project had before it was renamed names its issue of today', () => {
  expect(keysIn('OLD-12 and shop-3', [project('SHOP', { prefixes: ['old'] })])).toEqual(['SHOP-12', 'SHOP-3'])
})

test('a project whose own key means something else can do without it', () => {
  expect(keysIn('UTF-8 and TXT-3', [project('UTF', { ownKey: false, prefixes: ['TXT'] })])).toEqual(['UTF-3'])
})

test('a pattern captures a number or a key of its project, whatever the capitals', () => {
  const shop = project('SHOP', { prefixes: ['OLD'], patterns: ['fixes (\\d+)', '\\[([a-z]+-\\d+)\\]'], ownKey: false })
  const found = keysIn('Fixes 12, FIXES 007, [old-5], [shop-6] and [web-7]', [shop])
  expect(found?.toSorted()).toEqual(['SHOP-12', 'SHOP-5', 'SHOP-6', 'SHOP-7'])
  expect(keysIn('fixes nothing', [shop])).toEqual([])
})

test('a number alone names an issue of the repository’s own, but not the pull request it was merged by', () => {
  const web = project('acme/web', {}, 4)
  const api = project('acme/api', {}, 5)
  const text = 'Fix #12 and GH-13, see acme/api#14 (#99)'
  expect(keysIn(text, [web, api], [4])).toEqual(['acme/web#12', 'acme/web#13', 'acme/api#14'])
  expect(keysIn(text, [web, api], [])).toEqual(['acme/api#14'])
  expect(keysIn('Merge pull request #7 from acme/fix-1', [web], [4])).toEqual([])
})

test('at a code host a merge’s number is its pull request, for patterns too', () => {
  const shop = project('SHOP', { patterns: ['#(\\d+)'] })
  expect(keysIn('Fix #12 (#99)', [shop], [4])).toEqual(['SHOP-12'])
  expect(keysIn('Fix #12 (#99)', [shop])).toEqual(['SHOP-12', 'SHOP-99'])
})

test.each([
  ['#(\\d+', 'Not a valid regular expression'],
  ['#\\d+', 'one pair of parentheses'],
  ['(#)(\\d+)', 'one pair of parentheses'],
])('the pattern %s is refused', (pattern, why) => {
  const { error } = IssueKeyRule.safeParse({ ...defaultIssueKeyRule, patterns: [pattern] })
  expect(error?.issues[0]?.message).toContain(why)
})
