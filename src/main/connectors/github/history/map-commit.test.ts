import { expect, test } from 'vitest'
import { commitOfGraphql, commitOfRest, subjectOf } from './map-commit.ts'

const sha = 'a'.repeat(40)
const parent = 'b'.repeat(40)

test('a subject is the first paragraph on one line, as git has it, at most 500 characters', () => {
  expect(subjectOf('\n\nAdd search \nto the shop\n\nMore about it')).toBe('Add search to the shop')
  expect(subjectOf('')).toBe('')
  expect(subjectOf(`${'x'.repeat(499)}😀`)).toBe('x'.repeat(499))
})

test('GraphQL tells the zone a commit was made in, and people by name, e-mail or account', () => {
  const record = {
    oid: sha,
    authoredDate: '2026-01-05T08:00:00Z',
    committedDate: '2026-01-05T09:00:00Z',
    message: 'Add search\nfor SHOP-1\n \nBody\nand SHOP-2',
    author: { name: '', email: 'ada@example.org', date: '2026-01-05T13:30:00+05:30', user: null },
    committer: { name: null, email: null, date: '2026-01-05T01:00:00-08:00', user: { login: 'web-flow' } },
    parents: { nodes: [{ oid: parent }] },
  }
  expect(commitOfGraphql(record)).toEqual({
    kind: 'commit',
    sha,
    parents: [parent],
    author: { name: 'ada@example.org', email: 'ada@example.org' },
    authoredAt: Date.UTC(2026, 0, 5, 8),
    authorOffsetMinutes: 330,
    committer: { name: 'web-flow', email: 'web-flow' },
    committedAt: Date.UTC(2026, 0, 5, 9),
    committerOffsetMinutes: -480,
    subject: 'Add search for SHOP-1',
    mentions: 'and SHOP-2',
  })
  expect(() => commitOfGraphql({ ...record, oid: 'no sha' })).toThrow(/oid/)
  expect(() => commitOfGraphql({ ...record, parents: null })).toThrow(/parents/)
})

test('REST tells the same without the zone', () => {
  const person = { name: 'Ada', email: 'ada@example.org', date: '2026-01-05T08:00:00Z' }
  const record = {
    sha,
    commit: { author: person, committer: person, message: 'Add search' },
    author: {},
    committer: null,
    parents: [],
  }
  expect(commitOfRest(record)).toMatchObject({ sha, parents: [], authorOffsetMinutes: 0, subject: 'Add search' })
})
