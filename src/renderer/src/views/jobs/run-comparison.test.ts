import { expect, test } from 'vitest'
import { RunStream } from '../../../../shared/model/job.ts'
import { comparedWith, sameStream } from './run-comparison.ts'

const stream = (dataSourceId: number | null, name: string, dataSourceName = 'api') =>
  RunStream.parse({
    dataSourceId,
    dataSourceName,
    stream: name,
    read: 0,
    written: 0,
    skipped: 0,
    deleted: 0,
    requests: 0,
    waitedMs: 0,
    bytes: 0,
    activeMs: 0,
    complete: true,
  })

test('a stream is compared with the same one of the same source, also when that was renamed', () => {
  const before = [stream(1, 'tags'), stream(2, 'commits'), stream(1, 'commits', 'api before')]
  expect(sameStream(before, stream(1, 'commits'))).toBe(before[2])
  expect(sameStream(before, stream(3, 'commits'))).toBeNull()
  expect(sameStream(undefined, stream(1, 'commits'))).toBeNull()
})

test('streams of removed sources are told apart by name', () => {
  const before = [stream(null, 'commits', 'web'), stream(null, 'commits', 'api')]
  expect(sameStream(before, stream(null, 'commits', 'api'))).toBe(before[1])
})

test('a run that has not ended is compared with nothing', () => {
  expect(comparedWith({ outcome: 'running', previous: null })).toBeNull()
})
