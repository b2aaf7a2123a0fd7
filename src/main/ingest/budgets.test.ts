import { expect, test } from 'vitest'
import { createBudgets } from './budgets.ts'

test('what several tokens have left is added up by limit, and the first to be full again gives the time', () => {
  const budgets = createBudgets()
  const budget = (name: string, remaining: number, resetsAt: number) => ({ name, limit: 5000, remaining, resetsAt })
  budgets.note(budget('core', 4000, 900), 'GitHub', 'token 1')
  budgets.note(budget('core', 3999, 900), 'GitHub', 'token 1')
  budgets.note(budget('core', 100, 500), 'GitHub', 'token 2')
  budgets.note(budget('', 7, 600), 'Jira', '')
  expect(budgets.list()).toEqual([
    { name: 'GitHub core', remaining: 4099, limit: 10_000, resetsAt: 500 },
    { name: 'Jira', remaining: 7, limit: 5000, resetsAt: 600 },
  ])
})
