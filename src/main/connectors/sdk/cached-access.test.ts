import { expect, test } from 'vitest'
import { cachedAccess } from './cached-access.ts'

function lab() {
  let now = 0
  let asked = 0
  let failing = false
  const access = cachedAccess(
    async () => {
      asked++
      if (failing) throw new Error('away')
      return { api: '', token: `t${asked}`, scopes: [], expiresAt: now + 3_600_000 }
    },
    () => now,
  )
  return {
    token: async (refused?: string) => (await access(refused)).token,
    asked: () => asked,
    later: (ms: number) => {
      now += ms
    },
    fail: (whether: boolean) => {
      failing = whether
    },
  }
}

const many = <Value>(make: () => Promise<Value>) => Promise.all(Array.from({ length: 9 }, make))

test('many ask once, until the token is used up or refused, and then once again', async () => {
  const { token, asked, later } = lab()
  expect(new Set(await many(() => token()))).toEqual(new Set(['t1']))
  expect(new Set(await many(() => token('t1')))).toEqual(new Set(['t2']))
  expect(await token('t1')).toBe('t2')
  later(3_300_000)
  expect(new Set(await many(() => token()))).toEqual(new Set(['t3']))
  expect(asked()).toBe(3)
})

test('a failure is not remembered', async () => {
  const { token, fail } = lab()
  fail(true)
  await expect(token()).rejects.toThrow('away')
  fail(false)
  expect(await token()).toBe('t2')
})
