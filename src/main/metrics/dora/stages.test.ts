import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstAfter } from './first-after.ts'
import { deploymentOutcome, mergeNeighbours, productionPattern } from './hosted-deployments.ts'
import { stagesOf } from './stages.ts'

// First commit 0 h, opened as a draft 2 h, ready 5 h, first response 8 h, merged 10 h, deployed 24 h:
// coding 5, pickup 3, review 2, deploy 14; together the lead time of 24 h.
test('a draft is coding until it is ready', () => {
  const times = { firstCommitAt: 0, createdAt: 2, readyAt: 5, firstResponseAt: 8, mergedAt: 10, deployedAt: 24 }
  expect(stagesOf(times)).toEqual({
    codingMs: 5,
    pickupMs: 3,
    reviewMs: 2,
    deployMs: 14,
    leadTimeMs: 24,
    contradictory: false,
  })
  expect(stagesOf({ ...times, readyAt: null })).toMatchObject({ codingMs: 2, pickupMs: 6 })
})

// The first commit was rebased after opening: authored 3 h after it.
test('a negative stage is no data and a finding, the others stay', () => {
  const times = { firstCommitAt: 5, createdAt: 2, readyAt: null, firstResponseAt: 4, mergedAt: 6, deployedAt: 9 }
  expect(stagesOf(times)).toEqual({
    codingMs: null,
    pickupMs: 2,
    reviewMs: 2,
    deployMs: 3,
    leadTimeMs: 4,
    contradictory: true,
  })
})

test('merged without any response: neither pickup nor review, and no contradiction', () => {
  const times = { firstCommitAt: 0, createdAt: 1, readyAt: null, firstResponseAt: null, mergedAt: 2, deployedAt: 3 }
  expect(stagesOf(times)).toMatchObject({ pickupMs: null, reviewMs: null, contradictory: false })
})

test('with every date in order, the four stages add up to the lead time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), dates => {
      const [firstCommitAt = 0, createdAt = 0, response = 0, mergedAt = 0, deployedAt = 0] = dates.sort((a, b) => a - b)
      const s = stagesOf({ firstCommitAt, createdAt, readyAt: null, firstResponseAt: response, mergedAt, deployedAt })
      expect((s.codingMs ?? 0) + (s.pickupMs ?? 0) + (s.reviewMs ?? 0) + (s.deployMs ?? 0)).toBe(s.leadTimeMs)
    }),
  )
})

// Deployments finished at 10 and 20. A merge at the very moment of a deployment was not in it.
test('by time: the first deployment finished after the merge', () => {
  expect([5, 10, 15, 20, 25].map(mergedAt => firstAfter(Float64Array.of(10, 20), mergedAt))).toEqual([0, 1, 1, 2, 2])
})

test('a deployment finished with its latest success, whatever made it inactive later', () => {
  const at = (state: string, at: number) => ({ state, at })
  const history = [at('queued', 1), at('failure', 2), at('success', 3), at('success', 5), at('inactive', 9)]
  expect(deploymentOutcome(history)).toEqual({ result: 'success', finishedAt: 5, brokeAt: null })
  expect(deploymentOutcome([...history, at('failure', 10)])).toEqual({ result: 'success', finishedAt: 5, brokeAt: 10 })
  expect(deploymentOutcome([at('queued', 1), at('error', 4)])).toEqual({ result: 'failure', finishedAt: 4 })
  expect(deploymentOutcome([at('in_progress', 1)])).toEqual({ result: 'unfinished' })
})

test('jobs of one deployment count once, a rollback counts', () => {
  const commits = (...all: number[]) => mergeNeighbours(all.map(commit => ({ commit }))).map(({ commit }) => commit)
  expect(commits(1, 1, 2, 2, 2, 1)).toEqual([1, 2, 1])
  expect(commits(-1, -1)).toEqual([-1, -1])
})

test.each([
  ['Production', true],
  ['prod-eu', true],
  ['LIVE', true],
  ['staging', false],
])('environment %s is production: %s', (environment, production) => {
  expect(new RegExp(productionPattern, 'u').test(environment)).toBe(production)
})
