import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Assessable, assess, type FoundIncident, latestBefore } from './assess.ts'

const hour = 3_600_000
const day = 24 * hour
const rules = { windowDays: 7, restoredBy: 'resolution' } as const
const none = new Map()

const deployments = (...days: readonly number[]): readonly Assessable[] =>
  days.map((at, i) => ({ key: `d${i}`, environment: null, commitId: i, finishedAt: at * day, first: i === 0 }))
const issue = (key: string, beganAt: number, rest: Partial<FoundIncident> = {}): FoundIncident => ({
  key,
  source: 'issue',
  title: key,
  beganAt,
  resolvedAt: null,
  hasOwnEnd: true,
  fixes: [],
  endsWithNext: false,
  ...rest,
})

// Deployments on days 0, 2, 4, 6. The incident of day 4.5 belongs to day 4's; resolved on day 5: restored 24 h after it finished. The
// deployment of day 6 ships its fix: unplanned.
test('an incident belongs to the latest deployment before it, which is restored when it is resolved', () => {
  const { incidents, deployments: judged } = assess(
    deployments(0, 2, 4, 6),
    [issue('a', 4.5 * day, { resolvedAt: 5 * day, fixes: [3] })],
    none,
    rules,
  )
  expect(incidents).toMatchObject([{ deployment: 2, fix: 3, endedAt: 5 * day, byHand: false }])
  expect(judged.map(({ failed }) => failed)).toEqual([false, false, true, false])
  expect(judged[2]?.restoredAt).toBe(5 * day)
  expect(judged.map(({ unplanned }) => unplanned)).toEqual([false, false, false, true])
})

test('by the fix’s deployment, restored is when that finished', () => {
  const found = [issue('a', 4.5 * day, { resolvedAt: 5 * day, fixes: [3] })]
  const judged = assess(deployments(0, 2, 4, 6), found, none, { ...rules, restoredBy: 'fix' }).deployments
  expect(judged[2]?.restoredAt).toBe(6 * day)
})

// Two incidents of day 2's deployment, resolved on days 3 and 5: restored on day 5; while one is open, not at all.
test('a deployment is restored with the last of its incidents', () => {
  const two = [issue('a', 2.5 * day, { resolvedAt: 3 * day }), issue('b', 2.6 * day, { resolvedAt: 5 * day })]
  expect(assess(deployments(0, 2), two, none, rules).deployments[1]?.restoredAt).toBe(5 * day)
  const oneOpen = [...two, issue('c', 2.7 * day)]
  expect(assess(deployments(0, 2), oneOpen, none, rules).deployments[1]).toMatchObject({
    failed: true,
    restoredAt: null,
  })
})

test('an incident without an end of its own ends with the deployment of its fix', () => {
  const revert = issue('r', 2.5 * day, { source: 'revert', hasOwnEnd: false, fixes: [2] })
  expect(assess(deployments(0, 2, 4), [revert], none, rules).incidents).toMatchObject([
    { deployment: 1, endedAt: 4 * day },
  ])
  expect(assess(deployments(0, 2), [{ ...revert, fixes: [] }], none, rules).incidents).toMatchObject([
    { endedAt: null },
  ])
})

test('an issue that is not resolved stays open, whatever was deployed since', () => {
  expect(
    assess(deployments(0, 2, 4), [issue('a', 2.5 * day, { fixes: [2] })], none, rules).incidents[0]?.endedAt,
  ).toBeNull()
})

// Day 4 puts day 0's commit out again: a rollback. It ends a revert's incident before the revert itself ships on day 6.
test('a rollback right after a failed deployment restores it', () => {
  const [first, second, , last] = deployments(0, 2, 4, 6)
  if (!first || !second || !last) throw new Error('four deployments')
  const back = { ...first, key: 'back', finishedAt: 4 * day, first: false }
  const revert = issue('r', 2.5 * day, { source: 'revert', hasOwnEnd: false, fixes: [3] })
  const { incidents, deployments: judged } = assess([first, second, back, last], [revert], none, rules)
  expect(incidents).toMatchObject([{ deployment: 1, fix: 2, endedAt: 4 * day }])
  expect(judged.map(({ unplanned }) => unplanned)).toEqual([false, false, false, true])
  const withoutBack = assess([first, second, last], [{ ...revert, fixes: [2] }], none, rules)
  expect(withoutBack.incidents).toMatchObject([{ fix: 2, endedAt: 6 * day }])
})

// In two environments, one after the other: Europe gets the commits 1 and 2 on days 2 and 4, America 1 on day 5 (commit 0 before it), and
// Europe goes back to 1 on day 6. America's is no rollback of Europe's, and stands between it and the one that is.
test('a commit that reaches another environment later is no rollback there', () => {
  const put = (commitId: number, environment: string, at: number, key = `${environment} ${commitId}`): Assessable => ({
    ...{ key, environment, commitId, finishedAt: at * day, first: at === 0 },
  })
  const rollout = [put(0, 'us', 0), put(1, 'eu', 2), put(2, 'eu', 4), put(1, 'us', 5)]
  const revert = issue('r', 4.5 * day, { source: 'revert', hasOwnEnd: false })
  expect(assess(rollout, [revert], none, rules).incidents).toMatchObject([{ deployment: 2, fix: null, endedAt: null }])
  const back = [...rollout, put(1, 'eu', 6, 'back')]
  expect(assess(back, [revert], none, rules).incidents).toMatchObject([{ deployment: 2, fix: 4, endedAt: 6 * day }])
})

// A deployment failed on day 3, after day 2's succeeded: day 2's is the failed one, restored by day 4's, which is no rework for that.
test('a deployment that failed is made good by the next that succeeds', () => {
  const broken = issue('f', 3 * day, { source: 'failed_deployment', hasOwnEnd: false, endsWithNext: true })
  const { incidents, deployments: judged } = assess(deployments(0, 2, 4), [broken], none, rules)
  expect(incidents).toMatchObject([{ deployment: 1, fix: 2, endedAt: 4 * day }])
  expect(judged[2]).toMatchObject({ failed: false, unplanned: false })
})

// Day 0's deployment finished exactly 7 days before one incident, and 7 days and a millisecond before the other. One at the very
// moment of a deployment is not after it.
test('the window ends after its days, and “before” is before', () => {
  const [inside, outside, same, earlier] = assess(
    deployments(0),
    [issue('a', 7 * day), issue('b', 7 * day + 1), issue('c', 0), issue('d', -1)],
    none,
    rules,
  ).incidents
  expect([inside?.deployment, outside?.deployment, same?.deployment, earlier?.deployment]).toEqual([
    0,
    null,
    null,
    null,
  ])
})

test('a link by hand goes before the rule, and to a deployment that is gone says nothing', () => {
  const found = [issue('a', 4.5 * day), issue('b', 4.5 * day), issue('c', 4.5 * day)]
  const links = new Map([
    ['a', { deploymentKey: 'd0' }],
    ['b', { deploymentKey: null }],
    ['c', { deploymentKey: 'gone' }],
  ])
  const { incidents, deployments: judged } = assess(deployments(0, 2, 4), found, links, rules)
  expect(incidents.map(({ deployment, byHand }) => [deployment, byHand])).toEqual([
    [0, true],
    [null, true],
    [2, false],
  ])
  expect(judged.map(({ failed }) => failed)).toEqual([true, false, true])
})

test('an incident that ended before its deployment finished gives no recovery time', () => {
  const links = new Map([['a', { deploymentKey: 'd1' }]])
  const found = [issue('a', 1 * day, { resolvedAt: 1.5 * day })]
  expect(assess(deployments(0, 2), found, links, rules).deployments[1]).toMatchObject({
    failed: true,
    restoredAt: null,
  })
})

test('a first deployment cannot be told to be a fix', () => {
  expect(assess(deployments(0, 2), [issue('a', 3 * day, { fixes: [0] })], none, rules).deployments[0]?.unplanned).toBe(
    false,
  )
})

test('the latest before is what looking at every one finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 })),
      fc.integer({ min: -1, max: 60 }),
      fc.integer({ min: 0, max: 30 }),
      (unordered, instant, window) => {
        const finishes = Float64Array.from(unordered).sort()
        const place = finishes.findLastIndex(finish => finish < instant)
        const expected = place === -1 || instant - (finishes[place] ?? 0) > window ? null : place
        expect(latestBefore(finishes, instant, window)).toBe(expected)
      },
    ),
  )
})

test('what fails and what is restored follows from the incidents alone', () => {
  const incident = fc.record({
    beganAt: fc.integer({ min: 0, max: 40 * day }),
    lasted: fc.option(fc.integer({ min: 0, max: 9 * day })),
    fix: fc.option(fc.nat({ max: 9 })),
  })
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 10 }), fc.array(incident), (days, found) => {
      const ordered = deployments(...days.sort((a, b) => a - b))
      const incidents = found.map(({ beganAt, lasted, fix }, i) =>
        issue(`i${i}`, beganAt, {
          resolvedAt: lasted === null ? null : beganAt + lasted,
          fixes: fix === null || fix >= ordered.length ? [] : [fix],
        }),
      )
      const assessment = assess(ordered, incidents, none, rules)
      for (const [place, { failed, restoredAt }] of assessment.deployments.entries()) {
        const own = assessment.incidents.filter(({ deployment }) => deployment === place)
        expect(failed).toBe(own.length > 0)
        if (restoredAt !== null) {
          expect(own.every(({ endedAt }) => endedAt !== null && endedAt <= restoredAt)).toBe(true)
          expect(restoredAt).toBeGreaterThanOrEqual(ordered[place]?.finishedAt ?? 0)
        }
      }
      for (const { fix, deployment } of assessment.incidents) {
        if (fix !== null && deployment !== null) expect(fix).toBeGreaterThan(deployment)
      }
    }),
  )
})
