import { expect, test } from 'vitest'
import { foundText } from './source-kinds.ts'

test('what was found is counted by kind, by its own name where it has one', () => {
  const nouns = {
    sourceNoun: { one: 'project', many: 'projects' },
    sourceKinds: { query: { one: 'JQL query', many: 'JQL queries' } },
  }
  const options = ['project', 'query', 'query'].map(kind => ({ kind }))
  expect(foundText(options, nouns)).toBe('1 project, 2 JQL queries')
})
