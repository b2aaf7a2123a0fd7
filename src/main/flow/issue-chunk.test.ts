import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinChunks } from '../metrics/flow/issue-columns.ts'
import { chunkOf, openChunk, packChunk, unpackChunk } from './issue-chunk.ts'

const id = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const time = fc.integer({ min: -1e13, max: 1e13 })
const ids = fc.array(id, { maxLength: 4 })
const facts = fc.record({
  id,
  connectionId: id,
  projectId: id,
  typeId: id,
  assigneeId: fc.nat(),
  createdAt: time,
  statuses: fc.array(fc.record({ statusId: id, enteredAt: time }), { minLength: 1, maxLength: 5 }),
  flagged: fc.array(fc.tuple(time, fc.oneof(time, fc.constant(Number.POSITIVE_INFINITY))), { maxLength: 2 }),
  sources: ids,
  labels: ids,
  sprints: ids,
})

test('what is packed is unpacked as it was, an empty chunk too', () => {
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 6 }), issues => {
      expect(unpackChunk(packChunk(issues))).toEqual(issues)
    }),
  )
})

test('chunks put together have every value of every issue at its place', () => {
  fc.assert(
    fc.property(fc.array(fc.array(facts, { maxLength: 3 }), { maxLength: 4 }), parts => {
      const issues = parts.flat()
      const columns = joinChunks(parts.flatMap(part => openChunk(packChunk(part)) ?? []))
      const list = (name: keyof typeof columns.offsets, values: Int32Array | Float64Array, i: number) =>
        Array.from(values.slice(columns.offsets[name][i], columns.offsets[name][i + 1]))
      expect([...columns.ids]).toEqual(issues.map(issue => issue.id))
      expect([...columns.connections]).toEqual(issues.map(issue => issue.connectionId))
      expect([...columns.projects]).toEqual(issues.map(issue => issue.projectId))
      expect([...columns.types]).toEqual(issues.map(issue => issue.typeId))
      expect([...columns.assignees]).toEqual(issues.map(issue => issue.assigneeId))
      expect([...columns.createdAt]).toEqual(issues.map(issue => issue.createdAt))
      for (const [i, issue] of issues.entries()) {
        expect(list('statuses', columns.statuses, i)).toEqual(issue.statuses.map(({ statusId }) => statusId))
        expect(list('statuses', columns.statusAt, i)).toEqual(issue.statuses.map(({ enteredAt }) => enteredAt))
        expect(list('flags', columns.flaggedFrom, i)).toEqual(issue.flagged.map(([from]) => from))
        expect(list('flags', columns.flaggedTo, i)).toEqual(issue.flagged.map(([, to]) => to))
        expect(list('sources', columns.sources, i)).toEqual(issue.sources)
        expect(list('labels', columns.labels, i)).toEqual(issue.labels)
        expect(list('sprints', columns.sprints, i)).toEqual(issue.sprints)
      }
    }),
  )
})

test('a chunk of another layout is read as empty', () => {
  const packed = packChunk([])
  packed.writeInt32LE(99, 0)
  expect([openChunk(packed), unpackChunk(packed)]).toEqual([null, []])
})

test('neighbouring ids are in one chunk', () => {
  expect([0, 127, 128, 2 ** 31 - 1].map(chunkOf)).toEqual([0, 0, 1, 2 ** 24 - 1])
})
