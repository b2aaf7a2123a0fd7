import { expect, test } from 'vitest'
import { timeChoices } from './time-choices.ts'

test('offers the quarters of an hour between two times', () => {
  expect(timeChoices('16:00', '17:00', '16:30')).toEqual(['16:15', '16:30', '16:45'])
  expect(timeChoices('00:00', '00:30', '00:15')).toEqual(['00:00', '00:15'])
  expect(timeChoices('23:30', '24:01', '24:00')).toEqual(['23:45', '24:00'])
})

test('keeps the one in force, whatever it is', () => {
  expect(timeChoices('16:00', '17:00', '16:20')).toEqual(['16:15', '16:20', '16:30', '16:45'])
})
