import { array, assert, boolean, constant, constantFrom, integer, nat, oneof, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { healthLevels } from '../../shared/model/health.ts'
import { judgeClock } from './clock-health.ts'
import { jumpBetween } from './clock-watch.ts'
import { type DatabaseMeasure, judgeDatabase, walLimitBytes } from './database-health.ts'
import { judgeDisk } from './disk-health.ts'
import { judgeEventLoop } from './event-loop-health.ts'
import { worstLevel } from './finding.ts'
import { judgeQueue, longWaitMs, type QueueMeasure, stuckAfterMs } from './queue-health.ts'
import { judgeVault, type VaultMeasure } from './vault-health.ts'

const now = Date.UTC(2026, 0, 5)
const day = 86_400_000
const megabyte = 1024 * 1024

const database: DatabaseMeasure = {
  bytes: 40_960,
  walBytes: 0,
  pages: 10,
  freePages: 0,
  pageBytes: 4096,
  integrityCheckedAt: now - day,
  integrityFinding: null,
  checking: false,
}

test.each<[string, Partial<DatabaseMeasure>, string]>([
  ['sound', {}, 'healthy'],
  ['never checked', { integrityCheckedAt: null }, 'healthy'],
  ['not checked for weeks', { integrityCheckedAt: now - 31 * day }, 'warning'],
  ['damaged', { integrityFinding: 'Tree 7' }, 'error'],
  ['gone', { bytes: null }, 'error'],
  ['a log as it may be', { walBytes: walLimitBytes }, 'healthy'],
  ['a log too large', { walBytes: walLimitBytes + 1 }, 'warning'],
  ['damage goes before a large log', { walBytes: walLimitBytes + 1, integrityFinding: 'Tree 7' }, 'error'],
])('database: %s', (_, change, level) => {
  expect(judgeDatabase({ ...database, ...change }, now).level).toBe(level)
})

test('a mostly unused database file is healthy, with the hint to compact it', () => {
  const { level, hint, facts } = judgeDatabase({ ...database, pages: 200_000, freePages: 150_000 }, now)
  expect({ level, facts }).toMatchObject({ level: 'healthy', facts: { freeShare: 0.75 } })
  expect(hint).toContain('Compact')
})

test.each([
  [2_000, 10, 'healthy'],
  [1_000, 10, 'warning'],
  [199, 10, 'error'],
  [9_000, 5_000, 'warning'],
  [10_001, 5_000, 'healthy'],
  [499, 5_000, 'error'],
])('disk: %d MB free beside a database of %d MB is %s', (free, size, level) => {
  const measure = { freeBytes: free * megabyte, totalBytes: 100_000 * megabyte, databaseBytes: size * megabyte }
  expect(judgeDisk(measure).level).toBe(level)
})

test('less free space is never healthier, nor is a larger database', () => {
  const bytes = nat(20_000).map(size => size * megabyte)
  const rank = (freeBytes: number, databaseBytes: number) =>
    healthLevels.indexOf(judgeDisk({ freeBytes, databaseBytes, totalBytes: 0 }).level)
  assert(
    property(bytes, bytes, bytes, (free, size, more) => {
      expect(rank(free, size)).toBeGreaterThanOrEqual(rank(free + more, size))
      expect(rank(free, size + more)).toBeGreaterThanOrEqual(rank(free, size))
    }),
  )
})

const vault: VaultMeasure = { kind: 'system', locked: false, warning: null, secrets: 1 }

test.each<[string, Partial<VaultMeasure>, string]>([
  ['open', {}, 'healthy'],
  ['locked', { kind: 'passphrase', locked: true }, 'warning'],
  ['locked with nothing in it', { kind: 'passphrase', locked: true, secrets: 0 }, 'healthy'],
  ['unavailable', { kind: 'none' }, 'error'],
  ['unavailable with nothing to keep', { kind: 'none', secrets: 0 }, 'healthy'],
  ['less safe than it could be', { warning: 'No key store.' }, 'warning'],
])('vault: %s', (_, change, level) => {
  expect(judgeVault({ ...vault, ...change }).level).toBe(level)
})

const queue: QueueMeasure = { held: false, running: 0, waitingSince: [], idleMs: 0 }

test.each<[string, Partial<QueueMeasure>, string]>([
  ['empty', {}, 'healthy'],
  ['waiting behind a running job', { running: 1, waitingSince: [now - 60_000] }, 'healthy'],
  ['waiting for very long', { running: 1, waitingSince: [now - longWaitMs - 1] }, 'warning'],
  ['stuck', { waitingSince: [now - 60_000], idleMs: stuckAfterMs + 1 }, 'error'],
  ['held', { held: true, waitingSince: [now - longWaitMs - 1] }, 'warning'],
])('queue: %s', (_, change, level) => {
  expect(judgeQueue({ ...queue, ...change }, now).level).toBe(level)
})

test('the queue’s facts say who waits longest', () => {
  const waits = array(nat(1_000_000))
  assert(
    property(waits, all => {
      const { facts } = judgeQueue({ ...queue, running: 1, waitingSince: all.map(wait => now - wait) }, now)
      expect(facts).toMatchObject({ waiting: all.length, longestWaitMs: Math.max(0, ...all) })
    }),
  )
})

test.each([
  [null, 'healthy'],
  [{ p99Ms: 100, maxMs: 9_000 }, 'healthy'],
  [{ p99Ms: 101, maxMs: 101 }, 'warning'],
  [{ p99Ms: 1_001, maxMs: 1_001 }, 'error'],
])('event loop: %j is %s', (delay, level) => {
  expect(judgeEventLoop(delay).level).toBe(level)
})

test('clocks that go on together have not jumped; one that leaves the other has, by so much', () => {
  const start = record({ wallMs: integer({ min: 0, max: now }), monotonicMs: nat() })
  assert(
    property(start, nat(3_600_000), integer({ min: -day, max: day }), (before, elapsedMs, byMs) => {
      const after = { wallMs: before.wallMs + elapsedMs + byMs, monotonicMs: before.monotonicMs + elapsedMs }
      const jump = jumpBetween(before, after)
      expect(jump).toEqual(Math.abs(byMs) > 5_000 ? { at: after.wallMs, byMs } : null)
    }),
  )
})

test.each([
  ['no run yet', null, null, 'healthy', 'evenly'],
  ['a run just now', null, now, 'healthy', 'evenly'],
  ['a little ahead', null, now + 60_000, 'healthy', 'evenly'],
  ['a run in the future', null, now + 60_001, 'error', 'behind'],
  ['a jump today', { at: now - day, byMs: 7_200_000 }, null, 'healthy', 'slept'],
  ['set back today', { at: now - 1, byMs: -7_200_000 }, null, 'healthy', 'set back'],
  ['a jump of yesterday', { at: now - day - 1, byMs: 7_200_000 }, null, 'healthy', 'evenly'],
])('clock: %s', (_, lastJump, newestStoredAt, level, words) => {
  const finding = judgeClock({ lastJump, newestStoredAt }, now)
  expect(finding.level).toBe(level)
  expect(finding.reason).toContain(words)
})

test('the worst level is one of them, and none is worse', () => {
  assert(
    property(array(constantFrom(...healthLevels)), levels => {
      const worst = worstLevel(levels)
      expect(levels.length === 0 ? ['healthy'] : levels).toContain(worst)
      for (const level of levels) expect(healthLevels.indexOf(level)).toBeLessThanOrEqual(healthLevels.indexOf(worst))
    }),
  )
})

test('whatever is not healthy says what to do', () => {
  const bytes = nat(2_000).map(size => size * megabyte)
  const measures = record({
    bytes: oneof(constant(null), bytes),
    walBytes: bytes,
    pages: nat(1_000),
    freePages: nat(1_000),
    pageBytes: constant(4096),
    integrityCheckedAt: oneof(constant(null), integer({ min: now - 90 * day, max: now })),
    integrityFinding: constantFrom(null, 'Tree 7'),
    checking: boolean(),
  })
  assert(
    property(measures, measure => {
      const { level, hint, reason } = judgeDatabase(measure, now)
      expect(reason).not.toBe('')
      if (level !== 'healthy') expect(hint).toMatch(/\.$/)
    }),
  )
})
