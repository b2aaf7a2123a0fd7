import { expect, test } from 'vitest'
import { dataArgument } from './arguments.ts'

test('finds the data folder among other arguments, in both spellings', () => {
  expect(dataArgument(['electron', '.', '--data', 'here'], '/work')).toBe('/work/here')
  expect(dataArgument(['weir', '--no-sandbox', '--data=/tmp/weir', '--inspect'], '/work')).toBe('/tmp/weir')
})

test('no folder is given when the value is missing or the switch is another one', () => {
  expect(dataArgument(['weir', '--data'], '/work')).toBeNull()
  expect(dataArgument(['weir', '--data='], '/work')).toBeNull()
  expect(dataArgument(['weir', '--database', '/tmp'], '/work')).toBeNull()
})
