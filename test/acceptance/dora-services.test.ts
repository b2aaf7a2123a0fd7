import { expect, test } from 'vitest'
import type { ServiceId } from '../../src/shared/model/ids.ts'
import { closedAfterTest, folderOfTest } from '../support/after-test.ts'
import { settled, untilPush } from '../support/client-steps.ts'
import { at, fourWeeks } from '../support/four-weeks.ts'
import { openMonorepoWorkspace } from '../support/monorepo-workspace.ts'
import type { TestApplication } from '../support/test-application.ts'

const hour = 3_600_000
const page = { offset: 0, limit: 100 }

let app: TestApplication

async function openMonorepo() {
  const { app: opened, ...rest } = await openMonorepoWorkspace(folderOfTest(), at(0, 0))
  app = closedAfterTest(opened)
  return rest
}

const hours = (ms: number | null | undefined) => (ms == null ? null : ms / hour)

/** What is asked of a service, in hours where it is a time. */
async function measured(serviceIds: readonly ServiceId[] | null) {
  const filter = { ...fourWeeks, serviceIds: serviceIds && [...serviceIds] }
  const [dora, changes, incidents, deployments] = await Promise.all([
    app.client.request('metrics.dora', filter),
    app.client.request('metrics.changes', { filter, deploymentId: null, page }),
    app.client.request('incidents.list', { filter, page }),
    app.client.request('metrics.deployments', { filter, page }),
  ])
  const { deploymentFrequency, leadTime, stages, changeFailRate, recoveryTime, reworkRate } = dora
  return {
    deployments: deploymentFrequency.deployments,
    perWeek: deploymentFrequency.buckets.map(bucket => bucket.deployments),
    medianDays: deploymentFrequency.medianDaysPerWeek,
    leadTime: hours(leadTime.medianMs),
    unattributed: leadTime.unattributed,
    stages: [stages?.coding, stages?.pickup, stages?.review, stages?.deploy].map(stage => hours(stage?.medianMs)),
    failRate: changeFailRate.rate,
    recovery: hours(recoveryTime.medianMs),
    incidentsLasted: hours(recoveryTime.incidents.medianMs),
    rework: reworkRate.rate,
    services: dora.services,
    changes: changes.rows
      .map(({ pullRequest: pull, serviceName, deploymentName, leadTimeMs }) => [
        `#${pull?.number} ${serviceName} ${deploymentName}`,
        ...[pull?.codingMs, pull?.pickupMs, pull?.reviewMs, pull?.deployMs, leadTimeMs].map(hours),
      ])
      .sort(),
    incidents: incidents.rows.map(({ source, serviceName, deploymentName, fixDeploymentName }) =>
      [source, serviceName, deploymentName, fixDeploymentName].join(' '),
    ),
    list: deployments.rows.map(({ name, serviceName, changes, failed, unplanned }) =>
      [name, serviceName, changes, failed ? 'failed' : '', unplanned ? 'unplanned' : ''].join(' ').trim(),
    ),
  }
}

/*
 * Day 0 is Monday, 5 January 2026; hours UTC. `libs/shared` is of both services, `docs` of neither.
 *
 *   #1 api, squashed        #2 web, then docs; rebased        #3 both, a merge commit        #4 docs alone
 *   #5 api, the revert of #1        #6 web, from hotfix/cart, a merge commit
 *
 * api: A1 0 12 (first), A2 3 09 (holds #1 and #2: #1 is its own), A3 4 12 (#3, #4), A4 4 16 (#5), A5 6 09 failed, A6 6 10 (#6: nothing of its own).
 *   Counted: A1 A2 A3 A4 A6, 5. Week 1: days 0 3 4 6; 0 0 0 4: median 0.
 *   #1  coding 7 (1 09 → 1 16)  pickup 18 (→ 2 10)  review 2 (→ 2 12)  deploy 21 (→ 3 09)  48
 *   #3         1 (3 09 → 10)            2 (→ 12)           1 (→ 13)          23 (→ 4 12)   27
 *   #5         0 (4 14)                 –                  –                  1 (15 → 16)   2
 *   Medians: coding 0 1 7: 1. Pickup 2 18: 10. Review 1 2: 1½. Deploy 1 21 23: 21. Lead time 2 27 48: 27.
 *   Incidents: the revert 4 15 → 16 with A4, of A3; the failure 6 09 → 10 with A6, of A4. Failed: A3, A4 of 5: 40 %.
 *   Restored after 4 (4 12 → 16) and 42 hours (4 16 → 6 10): median 23. Unplanned: A4 of 5: 20 %.
 *
 * web: W1 0 13 (first), W2 3 18 (#2, #3, #4), W3 5 13 (#6; #5 is not its own), W4 7 12 (a commit nobody knows).
 *   Counted: 4. Week 1: days 0 3 5, week 2: day 7; 0 0 1 3: median ½.
 *   #2  coding 2 (2 09 → 11)    pickup 3 (→ 14)     review 2 (→ 16)    deploy 26 (→ 3 18)  33
 *   #3         1                       2                   1                   5 (3 13 → 18)  9
 *   #6         ½ (5 10 → 10½)          ½                   ½                  1½ (→ 13)       3
 *   Medians: coding ½ 1 2: 1. Pickup ½ 2 3: 2. Review ½ 1 2: 1. Deploy 1½ 5 26: 5. Lead time 3 9 33: 9.
 *   Incident: the hotfix 5 10 → 13 with W3, of W2. Failed: W2 of 4: 25 %, restored after 43 hours (3 18 → 5 13). Unplanned: W3: 25 %.
 *
 * Together: 9 deployments; days 0 3 4 5 6 and 7: 0 0 1 5: median ½. Lead time 2 3 9 27 33 48: 18 (#3 is a change of both).
 *   Failed 3 of 9; restored after 4 42 43: 42. Unplanned 2 of 9. The start came with both first deployments: 2 unattributed.
 */
test('two services in one repository, as worked out by hand', async () => {
  const { api, web } = await openMonorepo()
  expect(await measured([api])).toEqual({
    deployments: 5,
    perWeek: [5, 0, 0, 0],
    medianDays: 0,
    leadTime: 27,
    unattributed: 1,
    stages: [1, 10, 1.5, 21],
    failRate: 0.4,
    recovery: 23,
    incidentsLasted: 1,
    rework: 0.2,
    services: 1,
    changes: [
      ['#1 api A2', 7, 18, 2, 21, 48],
      ['#3 api A3', 1, 2, 1, 23, 27],
      ['#5 api A4', 0, null, null, 1, 2],
    ],
    incidents: ['failed_deployment api A4 A6', 'revert api A3 A4'],
    list: ['A6 api 0', 'A4 api 1 failed unplanned', 'A3 api 1 failed', 'A2 api 1', 'A1 api'],
  })
  expect(await measured([web])).toEqual({
    deployments: 4,
    perWeek: [3, 1, 0, 0],
    medianDays: 0.5,
    leadTime: 9,
    unattributed: 1,
    stages: [1, 2, 1, 5],
    failRate: 0.25,
    recovery: 43,
    incidentsLasted: 3,
    rework: 0.25,
    services: 1,
    changes: [
      ['#2 web W2', 2, 3, 2, 26, 33],
      ['#3 web W2', 1, 2, 1, 5, 9],
      ['#6 web W3', 0.5, 0.5, 0.5, 1.5, 3],
    ],
    incidents: ['hotfix web W2 W3'],
    list: ['W4 web 0', 'W3 web 1  unplanned', 'W2 web 2 failed', 'W1 web'],
  })
  expect(await measured(null)).toMatchObject({
    deployments: 9,
    medianDays: 0.5,
    leadTime: 18,
    unattributed: 2,
    failRate: 3 / 9,
    recovery: 42,
    rework: 2 / 9,
    services: 2,
  })
})

test('other paths are looked for at once; without its services the repository is measured as a whole again', async () => {
  const { api, web, shop, jobId } = await openMonorepo()
  const { client } = app
  const touched = (paths: string[]) => client.request('services.touched', { repositoryId: shop.id, paths })
  expect(await touched(['docs/**'])).toEqual({ commits: 4, looked: 16, all: true })

  const service = { name: 'Docs', paths: ['docs/**'], rule: { source: 'deployments' as const, environment: 'api' } }
  await client.request('services.save', { repositoryId: shop.id, serviceId: api, service })
  const listed = () => client.request('services.list', { repositoryId: shop.id })
  const [docs] = await untilPush(client, 'data_changed', listed, ([one]) => one?.state === 'listed')
  expect(docs).toMatchObject({ name: 'Docs', commits: 4 })
  await settled(client, jobId)
  const numbers = async () => {
    const { rows } = await client.request('metrics.changes', {
      filter: { ...fourWeeks, serviceIds: [api] },
      deploymentId: null,
      page,
    })
    return rows.map(({ pullRequest, deploymentName }) => `#${pullRequest?.number} ${deploymentName}`).sort()
  }
  await untilPush(client, 'data_changed', numbers, all => all.includes('#4 A3'))
  expect(await numbers()).toEqual(['#2 A2', '#4 A3'])

  const clash = client.request('services.save', {
    repositoryId: shop.id,
    serviceId: null,
    service: { ...service, name: 'WEB' },
  })
  await expect(clash).rejects.toMatchObject({ code: 'settings.invalid', fields: [{ path: 'name' }] })

  await client.request('services.remove', { serviceId: api })
  await client.request('services.remove', { serviceId: web })
  // Neighbours of one commit are one deployment of the whole.
  const whole = () => client.request('metrics.deployments', { filter: fourWeeks, page })
  const { rows } = await untilPush(client, 'data_changed', whole, ({ total }) => total === 6)
  expect(rows.map(({ name }) => name)).toEqual(['W4', 'W3', 'A4', 'W2', 'A2', 'A1'])
  expect((await client.request('metrics.dora', fourWeeks)).services).toBe(1)
})

// The docs are of neither: #4 is no service's pull request. #2 was rebased, and its last commit touches the docs alone.
test('pull requests are those of a service: their figures, lists and reviews', async () => {
  const { api, web } = await openMonorepo()
  const { client } = app
  const asked = async (serviceIds: readonly ServiceId[] | null) => {
    const filter = { ...fourWeeks, serviceIds: serviceIds && [...serviceIds] }
    const what = { kind: 'merged' as const, from: filter.from, to: filter.to }
    const [metrics, list, load] = await Promise.all([
      client.request('pullRequests.metrics', filter),
      client.request('pullRequests.list', { filter, what, sort: 'number', descending: false, page }),
      client.request('pullRequests.load', { filter }),
    ])
    const { throughput, merge, untold } = metrics
    const counts = [throughput.merged, merge.spread.items, untold, load.reviews]
    return [list.rows.map(({ number }) => number), counts, hours(merge.spread.medianMs)]
  }
  // Opened to merged: 20, 5, 3, 1, 1 and 1 hours. #2 has a comment and #5 no response by others: no review.
  expect(await asked(null)).toEqual([[1, 2, 3, 4, 5, 6], [6, 6, 0, 4], 2])
  expect(await asked([api])).toEqual([[1, 3, 5], [3, 3, 0, 2], 3])
  expect(await asked([web])).toEqual([[2, 3, 6], [3, 3, 0, 2], 3])
  expect(await asked([api, web])).toEqual([[1, 2, 3, 5, 6], [5, 5, 0, 3], 3])
})
