import { expect, test } from 'vitest'
import { choiceText, matchingChoices, toggled } from './choices.ts'

const choices = [
  { value: '1', label: 'Web shop', detail: 'WEB', count: 12 },
  { value: '2', label: 'Payments', detail: 'PAY', count: 3 },
]

test('what is chosen is told in a few words', () => {
  expect(choiceText(choices, null, 'Projects')).toBe('All projects')
  expect(choiceText(choices, ['2'], 'Projects')).toBe('Payments')
  expect(choiceText(choices, ['1', '2'], 'Projects')).toBe('2 of 2 projects')
  expect(choiceText(choices, ['9'], 'Projects')).toBe('1 of 2 projects')
})

test('a search finds by every word, in name or detail', () => {
  expect(matchingChoices(choices, 'shop web').map(({ value }) => value)).toEqual(['1'])
  expect(matchingChoices(choices, 'pay').map(({ value }) => value)).toEqual(['2'])
  expect(matchingChoices(choices, 'none')).toEqual([])
})

test('picked and dropped choices stay in order; none is all, and what is gone is left out', () => {
  expect(toggled(choices, null, '2')).toEqual(['2'])
  expect(toggled(choices, ['2'], '1')).toEqual(['1', '2'])
  expect(toggled(choices, ['1', '2', '9'], '1')).toEqual(['2'])
  expect(toggled(choices, ['1'], '1')).toBeNull()
})
