import { expect, test } from 'vitest'
import { defaultIncidentRules, type IncidentRules } from '../../../../../shared/model/incidents.ts'
import { draftOf, rulesOf } from './incident-draft.ts'

test('a draft begins at its rules and leads back to them', () => {
  const all: readonly IncidentRules[] = [
    defaultIncidentRules,
    {
      ...defaultIncidentRules,
      issues: { projects: ['SHOP'], types: ['Bug'], labels: [], priorities: ['High'] },
      hotfixBranches: null,
      reverts: false,
      restoredBy: 'fix',
    },
  ]
  for (const rules of all) expect(rulesOf(draftOf(rules))).toEqual({ rules, problem: null })
})

test('what is wrong is said where it is', () => {
  const draft = draftOf(defaultIncidentRules)
  expect(rulesOf({ ...draft, fromIssues: true }).problem?.at).toBe('issues')
  expect(rulesOf({ ...draft, hotfixBranches: '(' }).problem?.at).toBe('hotfixBranches')
  expect(rulesOf({ ...draft, windowDays: 0 }).problem?.at).toBe('windowDays')
  expect(rulesOf({ ...draft, hotfixBranches: '(', fromHotfixes: false }).problem).toBeNull()
})
