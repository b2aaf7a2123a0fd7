import { expect, test } from 'vitest'
import { changedChoices, choicesToSave, optionFor } from './choices.ts'

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

test('without a verification only what was changed is saved, and a choice that is not there any more stays', () => {
  const changed = (chosen: string, stored: string) =>
    changedChoices({ teamField: team }, { teamField: chosen }, { teamField: stored })
  expect(changed('customfield_2', '')).toEqual({ teamField: 'customfield_2' })
  expect(changed('', 'Squad')).toEqual({ teamField: '' })
  expect(changed('customfield_2', 'Crew')).toEqual({ teamField: 'customfield_2' })
  expect(changed('customfield_2', 'squad')).toEqual({})
  expect(changed('Crew', 'Crew')).toEqual({})
  expect(changedChoices({}, { teamField: 'Squad' }, { teamField: '' })).toEqual({})
})
