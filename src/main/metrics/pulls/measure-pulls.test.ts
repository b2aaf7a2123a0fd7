import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAccounts, measurePulls } from './measure-pulls.ts'
import { openChunk, packChunk } from './pull-chunk.ts'
import { eventKinds, isReview, type PullEvent, type PullFacts, pullStates } from './pull-facts.ts'
import { joinChunks, type PullSnapshot } from './pull-snapshot.ts'

const { approved, changes_requested, commented, comment, commit } = eventKinds
/** Accounts 1 and 2 are Ann's, 3 is Ben's, 4 a bot, 5 somebody inactive. */
const people = {
  personOf: Int32Array.of(0, 11, 11, 13, 14, 15),
  bots: Uint8Array.of(0, 0, 0, 0, 1, 0),
  inactive: Uint8Array.of(0, 0, 0, 0, 0, 1),
}
const hour = 3_600_000

const pull = (facts: Partial<PullFacts> = {}): PullFacts => ({
  id: 1,
  source: 1,
  author: 1,
  state: pullStates.merged,
  draft: false,
  createdAt: 0,
  readyAt: Number.NaN,
  mergedAt: 100 * hour,
  closedAt: 100 * hour,
  firstCommitAt: 0,
  lines: 10,
  files: 1,
  events: [],
  ...facts,
})
const event = (hours: number, kind: number, account = 0): PullEvent => ({ at: hours * hour, kind, account })

function snapshotOf(pulls: readonly PullFacts[]): PullSnapshot {
  const chunk = openChunk(packChunk(pulls))
  return joinChunks(chunk ? [chunk] : [])
}

function measured(facts: Partial<PullFacts>, includeBots = false) {
  const { openedAt, firstReviewAt, rounds, comments, idleSince } = measurePulls(
    snapshotOf([pull(facts)]),
    people,
    countedAccounts(people, includeBots),
  )
  const [opened = 0, first = 0, idle = 0] = [openedAt[0], firstReviewAt[0], idleSince[0]]
  return { opened: opened / hour, first: first / hour, rounds: rounds[0], comments: comments[0], idle: idle / hour }
}

test('neither the author under any account, nor a bot, nor somebody inactive or unknown is a first review', () => {
  const events = [
    event(1, commented, 1),
    event(2, approved, 2),
    event(3, approved, 4),
    event(4, approved, 5),
    event(5, approved, 0),
    event(6, comment, 3),
    event(7, approved, 3),
  ]
  // Ben's comment at 6 h is the first response; only his review at 7 h is a review. Of comments there is one.
  expect(measured({ events })).toEqual({ opened: 0, first: 6, rounds: 1, comments: 1, idle: 7 })
  expect(measured({ events: events.slice(0, 5) })).toMatchObject({ first: Number.NaN, rounds: 0 })
})

test('with bots, a bot reviews like anybody', () => {
  expect(measured({ events: [event(3, approved, 4)] }, true)).toMatchObject({ first: 3, rounds: 1 })
})

test('a new commit between reviews makes a new round, several reviews of the same commits do not', () => {
  // Commit; Ben asks for changes and comments on them (round 1); two commits; Ben comments (2); a commit; approved (3).
  const events = [
    event(0, commit),
    event(1, changes_requested, 3),
    event(2, commented, 3),
    event(3, commit),
    event(4, commit),
    event(5, commented, 3),
    event(6, commit),
    event(7, approved, 3),
  ]
  expect(measured({ events })).toMatchObject({ rounds: 3, first: 1 })
})

test('what comes after the end is no review, and a comment of the author is one comment more', () => {
  const events = [event(50, comment, 1), event(101, approved, 3), event(102, comment, 3)]
  expect(measured({ events })).toMatchObject({ first: Number.NaN, rounds: 0, comments: 2 })
})

test('a draft is opened when it is ready for review', () => {
  expect(measured({ readyAt: 8 * hour })).toMatchObject({ opened: 8, idle: 8 })
})

const anyEvent = fc.record({
  at: fc.integer({ min: 0, max: 200 * hour }),
  kind: fc.integer({ min: 1, max: 6 }),
  account: fc.integer({ min: 0, max: 5 }),
})
const anyPull = fc.record({
  author: fc.integer({ min: 0, max: 5 }),
  mergedAt: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 200 * hour })),
  events: fc.array(anyEvent, { maxLength: 30 }).map(events => events.sort((a, b) => a.at - b.at)),
})

test('whatever happened, rounds are no more than reviews that count, and leaving out what does not count changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyPull, { maxLength: 8 }), pulls => {
      const counted = countedAccounts(people, false)
      const facts = pulls.map((each, id) =>
        pull({
          id,
          ...each,
          closedAt: each.mergedAt,
          state: Number.isNaN(each.mergedAt) ? pullStates.open : pullStates.merged,
        }),
      )
      const measures = measurePulls(snapshotOf(facts), people, counted)
      const countedAlone = facts.map(each => ({
        ...each,
        events: each.events.filter(({ kind, account }) => kind === commit || counted[account] === 1),
      }))
      expect(measurePulls(snapshotOf(countedAlone), people, counted)).toEqual(measures)
      for (const [i, { author, events }] of facts.entries()) {
        const person = people.personOf[author] ?? 0
        const reviews = events.filter(
          ({ kind, account }) =>
            isReview(kind) && counted[account] === 1 && account !== author && people.personOf[account] !== person,
        )
        expect(measures.rounds[i]).toBeLessThanOrEqual(reviews.length)
        if ((measures.rounds[i] ?? 0) > 0) expect(measures.firstReviewAt[i]).not.toBeNaN()
      }
    }),
  )
})

test('packing and opening a chunk keeps every value', () => {
  fc.assert(
    fc.property(fc.array(anyPull, { maxLength: 20 }), pulls => {
      const facts = pulls.map((each, id) => pull({ id, ...each }))
      const snapshot = snapshotOf(facts)
      expect(snapshot.size).toBe(facts.length)
      expect([...snapshot.mergedAt]).toEqual(facts.map(({ mergedAt }) => mergedAt))
      expect([...snapshot.author]).toEqual(facts.map(({ author }) => author))
      for (const [i, { events }] of facts.entries()) {
        const [begin = 0, end = 0] = [snapshot.offsets[i], snapshot.offsets[i + 1]]
        expect([...snapshot.eventAt.subarray(begin, end)]).toEqual(events.map(({ at }) => at))
        expect([...snapshot.eventKinds.subarray(begin, end)]).toEqual(events.map(({ kind }) => kind))
        expect([...snapshot.eventAccounts.subarray(begin, end)]).toEqual(events.map(({ account }) => account))
      }
    }),
  )
})
