import { expect, test } from 'vitest'
import { WeirError } from '../shared/contract/weir-error.ts'
import { createBackground } from './background.ts'
import { keepingLogger } from './store/test-support.ts'

const cancelled = () => Promise.reject(new WeirError('rpc.cancelled', { hint: 'The request was cancelled.' }))
const nothing = () => {}

function backgroundWithLog() {
  const errors: string[] = []
  const { logger } = keepingLogger()
  const background = createBackground({ ...logger, debug: nothing, error: message => void errors.push(message) })
  return { background, errors }
}

test('a failure is logged, and so is a cancellation nobody expected', async () => {
  const { background, errors } = backgroundWithLog()
  background.begin('one', () => Promise.reject(new Error('broken')))
  background.begin('two', cancelled)
  await background.whenDone()
  expect(errors).toEqual(['Failed: one', 'Failed: two'])
})

test('what is cut short by an orderly end is no failure; what breaks still is', async () => {
  const { background, errors } = backgroundWithLog()
  background.expectCancellation()
  background.begin('one', cancelled)
  background.begin('two', () => Promise.reject(new Error('broken')))
  await background.whenDone()
  expect(errors).toEqual(['Failed: two'])
})

test('it is done when what was begun meanwhile is done too', async () => {
  const { background } = backgroundWithLog()
  const first = Promise.withResolvers<void>()
  const ended: string[] = []
  background.begin('first', async () => {
    await first.promise
    background.begin('second', async () => {
      await Promise.resolve()
      ended.push('second')
    })
    ended.push('first')
  })
  const done = background.whenDone()
  first.resolve()
  await done
  expect(ended).toEqual(['first', 'second'])
})
