import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FaultCode } from '../../../shared/contract/faults.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { createMemoryHost, type MemoryHost } from './conformance-host.ts'
import type { Connector } from './connector.ts'
import type { Access } from './oauth.ts'

/** Settings or credentials that must not pass `verify`. */
export interface BadCase {
  readonly name: string
  readonly settings: unknown
  readonly credentials: unknown
  readonly code: FaultCode
  /** The setting that must be named. */
  readonly field?: string
}

/** A connector with a remote to run it against. Small pages make the suite stop in more places. */
export interface ConformanceCase {
  readonly connector: Connector
  readonly settings: unknown
  readonly credentials: unknown
  readonly cacheFolder: string
  /** By the user's sign-in, where the connector needs one. */
  readonly access?: Access
  readonly bad: readonly BadCase[]
  /** The external ids `discover` must list, in any order. */
  readonly sources: readonly string[]
  /** Changes the remote: something new, something different, something gone. May be called several times. */
  change(): void | Promise<void>
  close(): void | Promise<void>
}

export interface ConformanceTest {
  readonly name: string
  run(subject: ConformanceCase): Promise<void>
}

/** Runs the whole suite on a connector, each test against a fresh case; `more` adds those of a kind of connector, such as HTTP's. */
export function conformance(
  name: string,
  makeCase: () => ConformanceCase | Promise<ConformanceCase>,
  more: readonly ConformanceTest[] = [],
): void {
  describe(`${name} conforms`, () => {
    let subject: ConformanceCase
    beforeEach(async () => {
      subject = await makeCase()
    })
    afterEach(() => subject.close())
    for (const { name, run } of [...common, ...more]) test(name, { timeout: 180_000 }, () => run(subject))
  })
}

const common: readonly ConformanceTest[] = [
  {
    name: 'verify accepts good settings and says what it found',
    async run(subject) {
      const found = await createMemoryHost(subject).verify()
      expect(found.product).not.toBe('')
      expect(found.identity).not.toBe('')
      expect(found.checks.length).toBeGreaterThan(0)
      expect(found.checks.filter(check => !check.ok)).toEqual([])
      expect(Number.isSafeInteger(found.credentialsExpireAt ?? 0)).toBe(true)
    },
  },
  {
    name: 'verify names what is wrong with bad settings and credentials',
    async run(subject) {
      for (const { name, settings, credentials, code, field } of subject.bad) {
        const host = createMemoryHost({ ...subject, settings, credentials })
        const fault = await faultOf(host.verify())
        expect({ name, code: fault.code }).toEqual({ name, code })
        expect(fault.hint).not.toBe('')
        if (field !== undefined) expect(fault.fields?.map(({ path }) => path)).toContain(field)
      }
    },
  },
  {
    name: 'discover lists every source once, the same each time',
    async run(subject) {
      const listed = await discover(subject)
      expect(listed.map(option => option.externalId).sort()).toEqual([...subject.sources].sort())
      expect(await discover(subject)).toEqual(listed)
    },
  },
  {
    name: 'a full read is the same whoever reads it',
    async run(subject) {
      const first = await fullRead(subject)
      expect(first.rows().length).toBeGreaterThan(0)
      expect((await fullRead(subject)).rows()).toEqual(first.rows())
    },
  },
  {
    name: 'a second read without changes reads no record',
    async run(subject) {
      const host = await fullRead(subject)
      const before = host.rows()
      expect(await host.run(await discover(subject))).toMatchObject({ ended: true, records: 0, removed: 0 })
      expect(host.rows()).toEqual(before)
    },
  },
  {
    name: 'an incremental read brings the rows of a full one, reading less',
    async run(subject) {
      const host = await fullRead(subject)
      for (let round = 0; round < 3; round++) {
        await subject.change()
        const report = await host.run(await discover(subject))
        expect(report.records).toBeGreaterThan(0)
        expect(report.records).toBeLessThan(host.rows().length)
        expect(host.rows()).toEqual((await fullRead(subject)).rows())
      }
    },
  },
  {
    name: 'killed after any page of a full read, the next run ends with the same rows',
    async run(subject) {
      const sources = await discover(subject)
      const whole = await fullRead(subject)
      const { pages } = await createMemoryHost(subject).run(sources)
      for (let killAfter = 0; killAfter < pages; killAfter++) {
        const host = createMemoryHost(subject)
        expect(await host.run(sources, { killAfter })).toMatchObject({ ended: false, pages: killAfter })
        expect(await host.run(sources)).toMatchObject({ ended: true })
        expect(host.rows()).toEqual(whole.rows())
      }
    },
  },
  {
    name: 'killed after any page of an incremental read, the next run ends with the same rows, whatever changed meanwhile',
    async run(subject) {
      const sources = await discover(subject)
      let running = true
      for (let killAfter = 0; running; killAfter++) {
        const host = await fullRead(subject)
        await subject.change()
        running = !(await host.run(sources, { killAfter })).ended
        if (killAfter % 2 === 1) await subject.change()
        await host.run(sources, { resume: true })
        await host.run(sources)
        expect(host.rows()).toEqual((await fullRead(subject)).rows())
      }
    },
  },
  {
    name: 'killed after every single page, it still gets to the end',
    async run(subject) {
      const sources = await discover(subject)
      const { pages } = await createMemoryHost(subject).run(sources)
      const host = createMemoryHost(subject)
      let runs = 1
      // Two pages: the first one after a resume may carry no more than the total.
      while (!(await host.run(sources, { killAfter: 2 })).ended) expect(runs++).toBeLessThanOrEqual(2 * pages)
      expect(host.rows()).toEqual((await fullRead(subject)).rows())
    },
  },
  {
    name: 'aborted at any moment it ends, and the next run ends with the same rows',
    async run(subject) {
      const sources = await discover(subject)
      const whole = await fullRead(subject)
      const { pages } = await createMemoryHost(subject).run(sources)
      for (let abortAfter = 0; abortAfter < pages; abortAfter++) {
        const host = createMemoryHost(subject)
        const code = await host.run(sources, { abortAfter }).then(
          () => 'ended',
          (error: unknown) => (error instanceof WeirError ? error.code : error),
        )
        expect(['ended', 'run.stopped']).toContain(code)
        await host.run(sources)
        expect(host.rows()).toEqual(whole.rows())
      }
    },
  },
  {
    name: 'after a change of the settings everything is read again, and what is gone goes',
    async run(subject) {
      const host = await fullRead(subject)
      await subject.change()
      host.forgetCursors()
      await host.run(await discover(subject))
      expect(host.rows()).toEqual((await fullRead(subject)).rows())
    },
  },
]

const discover = (subject: ConformanceCase) => createMemoryHost(subject).discover()

/** A fresh host after an undisturbed run. */
async function fullRead(subject: ConformanceCase): Promise<MemoryHost> {
  const host = createMemoryHost(subject)
  expect(await host.run(await discover(subject))).toMatchObject({ ended: true })
  return host
}

async function faultOf(failing: Promise<unknown>): Promise<WeirError> {
  const error = await failing.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof WeirError) return error
  throw new Error('expected a fault', { cause: error })
}
