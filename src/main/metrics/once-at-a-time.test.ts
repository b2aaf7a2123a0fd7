import { expect, test } from 'vitest'
import { onceAtATime } from './once-at-a-time.ts'

function setUp() {
  const runs: PromiseWithResolvers<void>[] = []
  const pauses: PromiseWithResolvers<void>[] = []
  const begin = (list: PromiseWithResolvers<void>[]) => () => {
    const next = Promise.withResolvers<void>()
    list.push(next)
    return next.promise
  }
  return { runs, pauses, ask: onceAtATime(begin(runs), begin(pauses)) }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

test('whoever asks during a run or the pause after it is served by one more', async () => {
  const { runs, pauses, ask } = setUp()
  const first = ask()
  await settled()
  const second = ask()
  runs[0]?.resolve()
  await first
  await settled()
  expect(ask()).toBe(second)
  expect([runs.length, pauses.length]).toEqual([1, 1])
  pauses[0]?.resolve()
  await settled()
  expect(runs.length).toBe(2)
  runs[1]?.resolve()
  await second
})

test('a run that fails fails for who waited for it alone; the next one is tried', async () => {
  const { runs, pauses, ask } = setUp()
  const first = ask()
  await settled()
  const second = ask()
  runs[0]?.reject(new Error('no'))
  await expect(first).rejects.toThrow('no')
  pauses[0]?.resolve()
  await settled()
  runs[1]?.resolve()
  await second
})
