import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MetricsFilter } from '../../shared/model/metrics.ts'
import type { DeploymentRule } from '../../shared/model/repository.ts'
import { migrate } from '../store/migrate.ts'
import { migrations } from '../store/migrations/index.ts'
import { deriveRepository } from './derive-repository.ts'
import { dora } from './dora.ts'
import { dateIn, mondayBefore, percentile } from './flow/testing/plain-flow.ts'
import { growingRepository } from './testing/growing-repository.ts'
import type { GrowthEvent } from './testing/growth-events.ts'
import { plainDelivery } from './testing/plain-delivery.ts'
import { saveRule } from './testing/said-by-user.ts'
import { silent } from './testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const timeZone = 'Europe/Berlin'
/** Monday, 5 January 2026, in Berlin, and the end of the eighth week after it. */
const filter = MetricsFilter.parse({
  from: Date.parse('2026-01-04T23:00Z'),
  to: Date.parse('2026-03-01T23:00Z'),
  ...{ bucket: 'week', timeZone, repositoryIds: null },
})

const rules: readonly DeploymentRule[] = [
  { source: 'deployments', environment: 'prod' },
  { source: 'workflows', workflow: 'deploy', job: null },
  { source: 'tags', pattern: '^v' },
  { source: 'merges', branch: null },
  { source: 'commits', branch: null },
]

const event: fc.Arbitrary<GrowthEvent> = fc.record({
  kind: fc.constantFrom(
    ...(['commit', 'commit', 'merge', 'side', 'deploy', 'deploy', 'redeploy', 'tell', 'pull', 'finishPull'] as const),
    ...(['review', 'tag', 'run', 'run', 'finishRun', 'late', 'remove', 'forcePush', 'link'] as const),
  ),
  pick: fc.nat(1_000),
  how: fc.nat(1_000),
})
const histories = fc.sample(fc.array(event, { minLength: 70, maxLength: 140, size: 'max' }), { numRuns: 12, seed: 11 })

const median = (values: readonly number[]) => percentile(values, 0.5)
const present = (values: readonly (number | null)[]) => values.filter(value => value !== null && value >= 0) as number[]
const inPeriod = (at: number) => at >= filter.from && at < filter.to

test.each(rules)('DORA by $source: every figure is that of a second, plain computation', async rule => {
  const empty = new BetterSqlite3(':memory:')
  await migrate(empty, migrations, silent)
  for (const history of histories) {
    const { db, happen } = growingRepository(empty.serialize(), 'whole')
    try {
      saveRule(db, rule)
      for (const each of history.slice(0, -3)) happen(each)
      await deriveRepository(db, 1, match)
      for (const each of history.slice(-3)) happen(each)
      await deriveRepository(db, 1, match)
      compare(db, rule)
    } finally {
      db.close()
    }
  }
  empty.close()
})

function compare(db: Parameters<typeof dora>[0], rule: DeploymentRule): void {
  const plain = plainDelivery(db, rule)
  const answer = dora(db, filter)
  const counted = plain.deployments.filter(({ finishedAt }) => inPeriod(finishedAt))
  const weeks = answer.deploymentFrequency.buckets.map(({ start }) => dateIn(start, timeZone))
  const perWeek = weeks.map(monday =>
    counted.filter(({ finishedAt }) => mondayBefore(dateIn(finishedAt, timeZone)) === monday),
  )
  expect(answer.deploymentFrequency).toMatchObject({ deployments: counted.length, wholeWeeks: 8 })
  expect(answer.deploymentFrequency.buckets.map(({ deployments }) => deployments)).toEqual(
    perWeek.map(({ length }) => length),
  )
  if (counted.length === 0) return
  const days = perWeek.map(all => new Set(all.map(({ finishedAt }) => dateIn(finishedAt, timeZone))).size)
  expect(answer.deploymentFrequency.medianDaysPerWeek).toBe(median(days))

  const finishOf = (place: number) => plain.deployments[place]?.finishedAt ?? 0
  const pulls = plain.pulls.filter(({ place }) => inPeriod(finishOf(place)))
  const commits = plain.commits.filter(({ place }) => inPeriod(finishOf(place)))
  const begun = ({ commitsAt }: (typeof pulls)[number]) => (commitsAt.length > 0 ? Math.min(...commitsAt) : null)
  const leadTimes = plain.usesPulls
    ? pulls.map(pull => (begun(pull) === null ? null : finishOf(pull.place) - (begun(pull) ?? 0)))
    : commits.map(({ place, authoredAt }) => finishOf(place) - authoredAt)
  expect(answer.leadTime).toMatchObject({
    medianMs: median(present(leadTimes)),
    p85Ms: present(leadTimes).length === 0 ? null : expect.closeTo(percentile(present(leadTimes), 0.85) ?? 0, 3),
    changes: present(leadTimes).length,
    negative: leadTimes.length - present(leadTimes).length,
  })
  if (plain.usesPulls && pulls.length > 0) {
    const stage = (all: readonly (number | null)[]) => ({ medianMs: median(present(all)), count: present(all).length })
    const since = (from: number | null, to: number | null) => (from === null || to === null ? null : to - from)
    expect(answer.stages).toMatchObject({
      coding: stage(pulls.map(pull => since(begun(pull), pull.createdAt))),
      pickup: stage(pulls.map(({ createdAt, respondedAt }) => since(createdAt, respondedAt))),
      review: stage(pulls.map(({ respondedAt, mergedAt }) => since(respondedAt, mergedAt))),
      deploy: stage(pulls.map(({ mergedAt, place }) => finishOf(place) - mergedAt)),
      pullRequests: pulls.length,
    })
  }

  const failed = counted.filter(each => each.failed)
  const recoveries = failed.flatMap(({ restoredAt, finishedAt }) =>
    restoredAt === null ? [] : restoredAt - finishedAt,
  )
  const incidents = plain.incidents.filter(({ beganAt }) => inPeriod(beganAt))
  const ended = incidents.flatMap(({ beganAt, endedAt }) =>
    endedAt === null || endedAt < beganAt ? [] : endedAt - beganAt,
  )
  expect(answer.changeFailRate).toMatchObject({ failed: failed.length, rate: failed.length / counted.length })
  expect(answer.recoveryTime).toMatchObject({
    medianMs: median(recoveries),
    recovered: recoveries.length,
    incidents: {
      count: incidents.length,
      resolved: ended.length,
      medianMs: median(ended),
      withoutDeployment: incidents.filter(({ deployment }) => deployment === null).length,
    },
  })
  const unplanned = counted.filter(each => each.unplanned).length
  expect(answer.reworkRate).toMatchObject({ unplanned, rate: unplanned / counted.length })
}
