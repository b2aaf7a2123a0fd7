import { expect, test } from 'vitest'
import { DeploymentId, RepositoryId } from '../../../../shared/model/ids.ts'
import type { DeploymentItem } from '../../../../shared/model/metrics.ts'
import { failureMarks, mostLanes } from './timeline-marks.ts'

const deployment = (id: number, finishedAt: number, restoredAt: number | null, failed = true): DeploymentItem => ({
  ...{
    id: DeploymentId.parse(id),
    repositoryId: RepositoryId.parse(1),
    serviceName: null,
    repositoryName: 'shop',
    name: `v${id}`,
  },
  ...{
    sha: null,
    finishedAt,
    changes: 0,
    medianLeadTimeMs: null,
    environment: null,
    failed,
    restoredAt,
    unplanned: false,
  },
})

test('failed deployments are marked until they are restored, or to the end', () => {
  const marks = failureMarks(
    [deployment(2, 500, null), deployment(1, 100, 200), deployment(3, 50, null, false)],
    0,
    1000,
  )
  expect(marks.map(({ item, at, until, open }) => [item.id, at, until, open])).toEqual([
    [1, 0.1, 0.2, false],
    [2, 0.5, 1, true],
  ])
})

test('marks that would cover each other lie in lanes of their own', () => {
  const marks = failureMarks([deployment(1, 100, 400), deployment(2, 200, 250), deployment(3, 600, 610)], 0, 1000)
  expect(marks.map(({ lane }) => lane)).toEqual([0, 1, 0])
})

test('where there are too many to lie apart, they cover each other rather than fill the screen', () => {
  const many = Array.from({ length: 200 }, (_, id) => deployment(id + 1, 100 + id, null))
  const marks = failureMarks(many, 0, 1000)
  expect(marks).toHaveLength(200)
  expect(new Set(marks.map(({ lane }) => lane)).size).toBe(mostLanes)
})
