import { expect, test } from 'vitest'
import { draftOf, ruleOf } from './rule-draft.ts'
import { chosenBy, previewText, ruleInForce, ruleText } from './rule-text.ts'

const draft = draftOf({ source: 'tags', pattern: '^v' })

test('a rule is told in words', () => {
  expect(ruleText({ source: 'tags', pattern: '^v\\d' }, 'main')).toBe('Tags matching ^v\\d')
  expect(ruleText({ source: 'merges', branch: null }, 'main')).toBe('Merges to main')
  expect(ruleText({ source: 'merges', branch: 'release' }, 'main')).toBe('Merges to release')
  expect(ruleText({ source: 'merges', branch: null }, 'heads/main')).toBe('Merges to main')
  expect(ruleText({ source: 'commits', branch: null }, null)).toBe('Every commit on the default branch')
})

test('who chose the rule is said', () => {
  expect(chosenBy({ savedRule: null })).toBe('chosen by Weir')
  expect(chosenBy({ savedRule: { source: 'merges', branch: null } })).toBe('chosen by you')
})

test('a preview counts what the rule looked at', () => {
  const tags = { source: 'tags', pattern: 'v' } as const
  expect(previewText(tags, { candidates: 52, matches: 48 })).toBe('48 of 52 tags match')
  expect(previewText(tags, { candidates: 1, matches: 1 })).toBe('1 of 1 tag matches')
  expect(previewText(tags, { candidates: 0, matches: 0 })).toBe('The repository has no tags')
  const merges = { source: 'merges', branch: null } as const
  expect(previewText(merges, { candidates: 2104, matches: 310 })).toBe('310 merges among 2,104 commits on the branch')
  const commits = { source: 'commits', branch: 'x' } as const
  expect(previewText(commits, { candidates: 12, matches: 12 })).toBe('12 commits on the branch')
  expect(previewText(commits, { candidates: 0, matches: 0 })).toBe('There is no such branch, or nothing on it')
})

test('a draft begins at its rule and leads back to it', () => {
  const rules = [
    { source: 'tags', pattern: '^release-\\d+$' },
    { source: 'merges', branch: null },
    { source: 'commits', branch: 'trunk' },
    { source: 'deployments', environment: '^live$' },
    { source: 'releases', prereleases: true },
    { source: 'workflows', workflow: '^Deploy', job: null },
    { source: 'workflows', workflow: '^Deploy', job: '^prod' },
  ] as const
  for (const rule of rules) expect(ruleOf(draftOf(rule))).toEqual({ rule, problem: null })
})

test('a pattern that is none is refused with the reason', () => {
  expect(ruleOf({ ...draft, pattern: '(' }).problem).toBe('Not a valid regular expression')
  expect(ruleOf({ ...draft, pattern: '' }).problem).toBe('Enter a pattern')
  expect(ruleOf({ ...draft, pattern: 'x'.repeat(501) }).rule).toBeNull()
})

test('a pattern that is wrong does not matter while another source is chosen', () => {
  expect(ruleOf({ ...draft, source: 'commits', pattern: '(', branch: ' trunk ' }).rule).toEqual({
    source: 'commits',
    branch: 'trunk',
  })
})

test('without a pattern of its own a draft offers one that takes versions', () => {
  const { pattern } = draftOf({ source: 'merges', branch: null })
  expect(['v1.2', '2.0.1', 'v1'].map(tag => new RegExp(pattern, 'u').test(tag))).toEqual([true, true, false])
})

test('the rule Weir chose is told without its pattern, the user’s own with it', () => {
  const rule = { source: 'tags', pattern: '^v\\d' } as const
  expect(ruleInForce({ rule, savedRule: null, defaultBranch: 'main' })).toBe('Release tags such as v1.2.3')
  expect(ruleInForce({ rule, savedRule: rule, defaultBranch: 'main' })).toBe('Tags matching ^v\\d')
  const merges = { source: 'merges', branch: null } as const
  expect(ruleInForce({ rule: merges, savedRule: null, defaultBranch: 'main' })).toBe('Merges to main')
})
