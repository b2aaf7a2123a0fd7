import { expect, test } from 'vitest'
import type { MetricsFilter } from '../../../../../shared/model/metrics.ts'
import { within } from './item-list.ts'

const filter: MetricsFilter = {
  from: 100,
  to: 200,
  bucket: 'week',
  timeZone: 'UTC',
  repositoryIds: null,
  teamId: null,
  includeBots: false,
}

test('a bucket opens its own part of the period, the rest of the filter stays', () => {
  expect(within(filter, { start: 120, end: 140 })).toEqual({ ...filter, from: 120, to: 140 })
})

test('a bucket that sticks out of the period opens only what lies in it', () => {
  expect(within(filter, { start: 90, end: 110 })).toMatchObject({ from: 100, to: 110 })
  expect(within(filter, { start: 190, end: 220 })).toMatchObject({ from: 190, to: 200 })
})
