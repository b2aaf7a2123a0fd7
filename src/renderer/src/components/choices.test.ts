import { expect, test } from 'vitest'
import { choiceText, matchingChoices } from './choices.ts'

const choices = [
  { value: '1', label: 'Web shop', detail: 'WEB', count: 12 },
  { value: '2', label: 'Payments', detail: 'PAY', count: 3 },
]
const noun = { one: 'Project', many: 'Projects' }

test('what is chosen is told in a few words', () => {
  expect(choiceText(choices, null, noun)).toBe('All projects')
  expect(choiceText(choices, ['2'], noun)).toBe('Payments')
  expect(choiceText(choices, ['1', '2'], noun)).toBe('2 of 2 projects')
  expect(choiceText(choices, ['9'], noun)).toBe('1 of 2 projects')
})

test('a search finds by every word, in name or detail', () => {
  expect(matchingChoices(choices, 'shop web').map(({ value }) => value)).toEqual(['1'])
  expect(matchingChoices(choices, 'pay').map(({ value }) => value)).toEqual(['2'])
  expect(matchingChoices(choices, 'none')).toEqual([])
})
