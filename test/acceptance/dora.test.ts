import { expect, test } from 'vitest'
import { closedAfterTest, folderOfTest } from '../support/after-test.ts'
import { derived, untilPush } from '../support/client-steps.ts'
import { makeDeliveryExample } from '../support/delivery-example.ts'
import { at, fourWeeks } from '../support/four-weeks.ts'
import { openShopWorkspace } from '../support/shop-workspace.ts'
import type { TestApplication } from '../support/test-application.ts'

const hour = 3_600_000

let app: TestApplication

/** Opens the application on the example, with its incidents worked out. */
async function openExample(): Promise<void> {
  app = closedAfterTest(
    (await openShopWorkspace(folderOfTest(), repository => makeDeliveryExample(repository, at(0, 0)))).app,
  )
  const incidents = () => app.client.request('incidents.list', { filter: fourWeeks, page: {} })
  await untilPush(app.client, 'data_changed', incidents, ({ total }) => total > 0)
}

/*
 * Day 0 is Monday, 5 January 2026; hours UTC.
 *
 * Deployments to production, in order (D3 failed; D9 was put out twice; one is under way; one went to staging):
 *   D1 day 0 12:00  the start: first known, no predecessor
 *   D2 day 3 12:00  #1 (squashed) and #2 (rebased)
 *   D3 day 3 20:00  failed
 *   D4 day 3 22:00  #3, the revert of #1
 *   D5 day 5 13:00  #4, from hotfix/login (a merge commit)
 *   D6 day 6 15:00  #5; its host says at 17:00 that it failed after all
 *   D7 day 6 18:00  back to D5's commit
 *   D8 day 8 12:00  a commit nobody knows
 *   D9 day 9 18:00  #6
 * D1, D2, D4, D5, D6, D7, D8, D9 count: 8.
 *
 * Frequency. Week 1: days 0, 3, 5, 6; week 2: days 8 and 9; then none. 0 0 2 4: median 1 day per week. Deployments 6 2 0 0.
 *
 * Stages in hours (coding, pickup, review, deploy; lead time):
 *   #1  7 (1 09 → 1 16)    18 (→ 2 10)   2 (→ 2 12)   24 (→ 3 12)   51
 *   #2  6 (2 09 → ready 15) 3 (→ 18)     15 (→ 3 09)   3 (→ 3 12)    27
 *   #3  0 (3 18)            –             –             3 (3 19 → 22)  4 (nobody responded)
 *   #4  1 (5 10 → 11)       ½             ½             1              3
 *   #5  1 (6 09 → 10)       2             2             1              6 (its first deployment, though it was taken back)
 *   #6  – (9 15 after 10)   2 (→ 12)      4 (→ 16)      2 (→ 18)       3 (first commit dated after it was opened)
 * Medians: coding 0 1 1 6 7: 1. Pickup ½ 2 2 3 18: 2. Review ½ 2 2 4 15: 2. Deploy 1 1 2 3 3 24: 2½.
 * Lead time 3 3 4 6 27 51: median 5.
 *
 * Incidents (began → ended, deployment):
 *   revert   3 19 → 22 with D4: D2          failed deployment D3  3 20 → 22 with D4: D2
 *   hotfix   5 10 → 13 with D5: D4          D6 failed             6 17 → 18 with D7: D6
 * Failed: D2, D4, D6 of 8: 37.5 %. Restored after 10 (3 12 → 22), 39 (3 22 → 5 13) and 3 hours (6 15 → 18): median 10.
 * Durations 3 2 3 1: median 2½. Unplanned: D4 (a revert) and D5 (a hotfix) of 8: 25 %.
 */
test('five metrics and every stage, as worked out by hand', async () => {
  await openExample()
  const dora = await app.client.request('metrics.dora', fourWeeks)
  expect(dora.deploymentFrequency).toMatchObject({ deployments: 8, medianDaysPerWeek: 1, wholeWeeks: 4, noData: null })
  expect(dora.deploymentFrequency.buckets.map(bucket => bucket.deployments)).toEqual([6, 2, 0, 0])
  expect(dora.leadTime).toMatchObject({ medianMs: 5 * hour, changes: 6, negative: 0, unattributed: 1 })
  expect(dora.stages).toMatchObject({
    coding: { medianMs: hour, count: 5 },
    pickup: { medianMs: 2 * hour, count: 5 },
    review: { medianMs: 2 * hour, count: 5 },
    deploy: { medianMs: 2.5 * hour, count: 6 },
    pullRequests: 6,
    contradictory: 1,
    byTime: 0,
  })
  expect(dora.changeFailRate).toMatchObject({ deployments: 8, failed: 3, rate: 0.375 })
  expect(dora.recoveryTime).toMatchObject({
    medianMs: 10 * hour,
    failed: 3,
    recovered: 3,
    incidents: { count: 4, resolved: 4, medianMs: 2.5 * hour, withoutDeployment: 0 },
  })
  expect(dora.reworkRate).toMatchObject({ unplanned: 2, rate: 0.25 })

  const page = { offset: 0, limit: 100 }
  const changes = await app.client.request('metrics.changes', { filter: fourWeeks, deploymentId: null, page })
  const hours = (ms: number | null | undefined) => (ms == null ? null : ms / hour)
  expect(
    changes.rows
      .map(({ pullRequest: pull, deploymentName, leadTimeMs }) => [
        pull?.number,
        deploymentName,
        ...[pull?.codingMs, pull?.pickupMs, pull?.reviewMs, pull?.deployMs, leadTimeMs].map(hours),
      ])
      .sort(),
  ).toEqual([
    [1, 'D2', 7, 18, 2, 24, 51],
    [2, 'D2', 6, 3, 15, 3, 27],
    [3, 'D4', 0, null, null, 3, 4],
    [4, 'D5', 1, 0.5, 0.5, 1, 3],
    [5, 'D6', 1, 2, 2, 1, 6],
    [6, 'D9', null, 2, 4, 2, 3],
  ])

  const incidents = await app.client.request('incidents.list', { filter: fourWeeks, page })
  expect(
    incidents.rows.map(({ source, beganAt, deploymentName, fixDeploymentName, resolvedAt }) => [
      source,
      beganAt,
      deploymentName,
      fixDeploymentName,
      resolvedAt,
    ]),
  ).toEqual([
    ['failed_deployment', at(6, 17), 'D6', 'D7', at(6, 18)],
    ['hotfix', at(5, 10), 'D4', 'D5', at(5, 13)],
    ['failed_deployment', at(3, 20), 'D2', 'D4', at(3, 22)],
    ['revert', at(3, 19), 'D2', 'D4', at(3, 22)],
  ])

  const deployments = await app.client.request('metrics.deployments', { filter: fourWeeks, page })
  expect(
    deployments.rows.map(({ name, sha, changes, failed, unplanned }) => [
      name,
      sha !== null,
      changes,
      failed,
      unplanned,
    ]),
  ).toEqual([
    ['D9', true, 1, false, false],
    ['D8', false, 0, false, false],
    ['D7', true, 0, false, false],
    ['D6', true, 1, true, false],
    ['D5', true, 1, false, true],
    ['D4', true, 1, true, true],
    ['D2', true, 2, true, false],
    ['D1', true, null, false, false],
  ])
})

// Without the hotfix's incident D2 and D6 failed: 2 of 8. With it, D4 too.
test('an incident linked by hand moves the change fail rate, and the rule takes it back', async () => {
  await openExample()
  const page = { offset: 0, limit: 100 }
  const { rows } = await app.client.request('incidents.list', { filter: fourWeeks, page })
  const hotfix = rows.find(({ source }) => source === 'hotfix')
  if (!hotfix) throw new Error('a hotfix')
  const rate = async () => (await app.client.request('metrics.dora', fourWeeks)).changeFailRate.rate
  await app.client.request('incidents.link', { incidentId: hotfix.id, deploymentId: null })
  expect(await rate()).toBe(0.25)
  const [latest] = await app.client.request('incidents.linkChoices', { incidentId: hotfix.id })
  expect(latest?.name).toBe('D4')
  await app.client.request('incidents.link', { incidentId: hotfix.id, deploymentId: latest?.id ?? null })
  expect(await rate()).toBe(0.375)
  await app.client.request('incidents.unlink', { incidentId: hotfix.id })
  expect(await rate()).toBe(0.375)
})

test('the production rule: a preview before it is saved, other numbers after', async () => {
  await openExample()
  const [shop] = await app.client.request('repositories.list')
  if (!shop) throw new Error('a repository')
  expect(shop).toMatchObject({ hosted: true, rule: { source: 'deployments' }, savedRule: null })
  const rule = { source: 'deployments', environment: '^staging$' } as const
  const preview = await app.client.request('repositories.previewRule', { repositoryId: shop.id, rule })
  expect(preview).toMatchObject({ candidates: 12, matches: 1, examples: [{ name: 'on staging' }] })
  expect((await app.client.request('metrics.dora', fourWeeks)).deploymentFrequency.deployments).toBe(8)
  await app.client.request('repositories.saveRule', { repositoryId: shop.id, rule })
  await derived(app.client, 1)
  expect((await app.client.request('metrics.dora', fourWeeks)).deploymentFrequency.deployments).toBe(1)
})
