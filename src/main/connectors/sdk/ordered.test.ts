import { expect, test } from 'vitest'
import { begun, chunked, inOrder } from './ordered.ts'

async function* from<Item>(...items: readonly Item[]) {
  yield* items
}

test('work goes on several at a time and comes out in order', async () => {
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>())
  const started: number[] = []
  const results = inOrder(from(0, 1, 2, 3), 2, async item => {
    started.push(item)
    await gates[item]?.promise
    return item * 10
  })
  const first = results.next()
  gates[1]?.resolve()
  gates[0]?.resolve()
  expect(await first).toEqual({ done: false, value: 0 })
  expect(started).toEqual([0, 1])
  gates[2]?.resolve()
  gates[3]?.resolve()
  expect(await Array.fromAsync(results)).toEqual([10, 20, 30])
})

test('what came before a failure is given first', async () => {
  async function* failing() {
    yield 1
    yield 2
    throw new Error('lost')
  }
  const results = inOrder(failing(), 3, async item => item)
  expect(await results.next()).toEqual({ done: false, value: 1 })
  expect(await results.next()).toEqual({ done: false, value: 2 })
  await expect(results.next()).rejects.toThrow('lost')
})

test('lists are cut anew, in order', async () => {
  expect(await Array.fromAsync(chunked(from([1, 2, 3], [], [4, 5]), 2))).toEqual([[1, 2], [3, 4], [5]])
})

test('what is begun reads before it is asked, gives the same, and closes its source', async () => {
  let begins = 0
  let closed = 0
  async function* source() {
    begins++
    try {
      yield* [1, 2, 3]
    } finally {
      closed++
    }
  }
  const items = begun(source())
  expect(begins).toBe(1)
  expect(await items.next()).toEqual({ done: false, value: 1 })
  await items.return(undefined)
  expect(closed).toBe(1)
  expect(await Array.fromAsync(begun(source()))).toEqual([1, 2, 3])
})

test('a failure before anybody asks is thrown when somebody does', async () => {
  const items = begun(inOrder(from(1), 1, () => Promise.reject(new Error('refused'))))
  await Promise.resolve()
  await expect(items.next()).rejects.toThrow('refused')
})
