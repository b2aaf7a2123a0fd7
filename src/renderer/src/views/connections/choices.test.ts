import { expect, test } from 'vitest'
import { choicesToSave, optionFor } from './choices.ts'

const team = {
  options: [
    { value: 'customfield_1', label: 'Team' },
    { value: 'customfield_2', label: 'Squad' },
  ],
  automatic: 'Team',
}

test('a stored choice is found by its value or its name, in any case', () => {
  expect(optionFor(team, 'CUSTOMFIELD_2')).toBe('customfield_2')
  expect(optionFor(team, ' squad ')).toBe('customfield_2')
  expect(optionFor(team, '')).toBe('')
  expect(optionFor(team, 'Crew')).toBeNull()
})

test('nothing can be saved while a choice is not there any more', () => {
  expect(choicesToSave({ teamField: team }, { teamField: 'Squad' })).toEqual({ teamField: 'customfield_2' })
  expect(choicesToSave({ teamField: team }, {})).toEqual({ teamField: '' })
  expect(choicesToSave({ teamField: team }, { teamField: 'Crew' })).toBeNull()
})
