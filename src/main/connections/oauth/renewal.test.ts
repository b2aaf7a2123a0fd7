import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { Grant } from './grant.ts'
import { createRenewal, type KeptGrant } from './renewal.ts'

const hour = 3_600_000

/** A remote whose refresh tokens are good once, and a place its grants are kept at. */
function lab() {
  let now = 0
  let count = 0
  const used: string[] = []
  const make = (): Grant => ({
    accessToken: `a${++count}`,
    refreshToken: `r${count}`,
    expiresAt: now + hour,
    scopes: [],
  })
  let kept: KeptGrant | null = { grant: make() }
  const troubles: { tryOut?: Error; save?: Error; refresh?: Error } = {}
  const fail = (error: Error | undefined) => {
    if (error) throw error
  }
  const log: string[] = []
  const renewal = createRenewal({
    api: 'https://api.example',
    now: () => now,
    place: {
      load: async () => kept,
      async tryOut() {
        fail(troubles.tryOut)
        log.push('tried out')
      },
      async save(old, next) {
        fail(troubles.save)
        if (kept !== old) return false
        kept = { grant: next }
        log.push(`kept ${next.refreshToken}`)
        return true
      },
    },
    async refresh({ refreshToken }) {
      await Promise.resolve()
      fail(troubles.refresh)
      if (used.includes(refreshToken)) throw new Error(`${refreshToken} was used before`)
      used.push(refreshToken)
      log.push(`used ${refreshToken}`)
      return make()
    },
  })
  return {
    renewal,
    used,
    log,
    troubles,
    token: async (refused?: string) => (await renewal.access(refused)).token,
    later: (ms: number) => {
      now += ms
    },
    put: (grant: Grant | null) => {
      kept = grant && { grant }
    },
    kept: () => kept?.grant ?? null,
    make,
  }
}

test('a token is given until minutes before it expires, then the next, which is kept before it is given', async () => {
  const { token, later, log } = lab()
  expect(await token()).toBe('a1')
  later(hour - 300_001)
  expect(await token()).toBe('a1')
  expect(log).toEqual([])
  later(1)
  expect(await token()).toBe('a2')
  expect(log).toEqual(['tried out', 'used r1', 'kept r2'])
})

test('however many ask at once, each refresh token is used once', async () => {
  const { token, later, used } = lab()
  later(hour)
  expect(new Set(await Promise.all(Array.from({ length: 20 }, () => token())))).toEqual(new Set(['a2']))
  expect(new Set(await Promise.all(Array.from({ length: 20 }, () => token('a2'))))).toEqual(new Set(['a3']))
  expect(used).toEqual(['r1', 'r2'])
})

test('a token refused that is not the present one costs no new one', async () => {
  const { token, used } = lab()
  expect(await token('a0')).toBe('a1')
  expect(used).toEqual([])
})

test('where nothing could be kept, nothing is used up', async () => {
  const { token, later, used, troubles } = lab()
  later(hour)
  troubles.tryOut = new WeirError('store.full', { hint: '' })
  await expect(token()).rejects.toMatchObject({ code: 'store.full' })
  expect(used).toEqual([])
  delete troubles.tryOut
  expect(await token()).toBe('a2')
})

test('what was renewed and could not be kept is not given, and kept as soon as it can be', async () => {
  const { token, later, used, troubles, kept } = lab()
  later(hour)
  troubles.save = new WeirError('store.full', { hint: '' })
  await expect(token()).rejects.toMatchObject({ code: 'store.full' })
  await expect(token()).rejects.toMatchObject({ code: 'store.full' })
  delete troubles.save
  expect(await token()).toBe('a2')
  expect(kept()).toMatchObject({ refreshToken: 'r2' })
  expect(used).toEqual(['r1'])
})

test('a new sign-in that came meanwhile stays, and one that was removed does not come back', async () => {
  const { token, later, troubles, put, kept, make } = lab()
  later(hour)
  troubles.save = new WeirError('store.locked', { hint: '' })
  await expect(token()).rejects.toMatchObject({ code: 'store.locked' })
  delete troubles.save
  const own = make()
  put(own)
  expect(await token()).toBe(own.accessToken)
  expect(kept()).toEqual(own)

  later(hour)
  troubles.save = new WeirError('store.locked', { hint: '' })
  await expect(token()).rejects.toMatchObject({ code: 'store.locked' })
  delete troubles.save
  put(null)
  await expect(token()).rejects.toMatchObject({ code: 'auth.signed_out' })
  expect(kept()).toBe(null)
})

test('who asks after a failure is served', async () => {
  const { token, later, troubles } = lab()
  later(hour)
  troubles.refresh = new WeirError('remote.unreachable', { hint: '' })
  await expect(token()).rejects.toMatchObject({ code: 'remote.unreachable' })
  delete troubles.refresh
  expect(await token()).toBe('a2')
})

test('whatever happens in whatever order, no refresh token is used twice and nothing is given that is not kept', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('ask' as const), askers: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ do: fc.constant('refuse' as const), present: fc.boolean() }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2 * hour }) }),
    fc.record({
      do: fc.constant('trouble' as const),
      where: fc.constantFrom('tryOut' as const, 'save' as const, 'refresh' as const),
      on: fc.boolean(),
    }),
    fc.record({ do: fc.constantFrom('signIn' as const, 'remove' as const) }),
  )
  const run = async (steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) => {
    const { token, later, troubles, put, kept, make, used } = lab()
    const ask = async (refused?: string) => {
      const given = await token(refused).catch(() => null)
      if (given !== null) expect(given).toBe(kept()?.accessToken)
    }
    for (const one of steps) {
      if (one.do === 'ask') await Promise.all(Array.from({ length: one.askers }, () => ask()))
      if (one.do === 'refuse') await ask(one.present ? kept()?.accessToken : 'another')
      if (one.do === 'wait') later(one.ms)
      if (one.do === 'trouble' && one.on) troubles[one.where] = new Error(one.where)
      if (one.do === 'trouble' && !one.on) delete troubles[one.where]
      if (one.do === 'signIn') put(make())
      if (one.do === 'remove') put(null)
      expect(new Set(used).size).toBe(used.length)
    }
    const present = kept()
    for (const where of ['tryOut', 'save', 'refresh'] as const) delete troubles[where]
    await ask()
    // With nothing in its way, a sign-in that was not removed is still one.
    if (present !== null) expect(kept()).not.toBe(null)
    expect(new Set(used).size).toBe(used.length)
  }
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), run), { numRuns: 300 })
})
