import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommitEntity, CommitStatsEntity } from '../../../shared/model/entities.ts'
import { createCommitParser } from './commit-parser.ts'
import { createNumstatParser } from './numstat-parser.ts'
import { parseTagObjects } from './tag-objects.ts'

const sha = (digit: string) => digit.repeat(40)

function parseCommits(...chunks: readonly Buffer[]) {
  const parser = createCommitParser()
  const commits: CommitEntity[] = []
  for (const chunk of chunks) parser.push(chunk, commits)
  return { commits, atEnd: parser.atEnd, repaired: parser.repaired }
}

function parseNumstat(...chunks: readonly Buffer[]) {
  const parser = createNumstatParser()
  const stats: CommitStatsEntity[] = []
  for (const chunk of chunks) parser.push(chunk, stats)
  parser.end(stats)
  return stats
}

/** A listing cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end))
}

const fields = (...values: readonly string[]) => values.map(value => `${value}\0`).join('')

const twoCommits = Buffer.from(
  fields(
    `${sha('a')} `,
    '1700000000 +0530',
    '1700000100 -0800',
    'Zoë',
    'zoe@x',
    'Bot',
    'bot@x',
    'Größe 🎉',
    'Why.\n\nFixes SHOP-1, größer\n',
  ) + fields(`${sha('b')} ${sha('a')} ${sha('c')}`, '1 +0000', '2 +0000', 'Zoë', 'zoe@x', 'Zoë', 'zoe@x', '', ''),
)

test('commits are parsed with parents, offsets, people and subject', () => {
  expect(parseCommits(twoCommits)).toEqual({
    atEnd: true,
    repaired: [],
    commits: [
      {
        kind: 'commit',
        sha: sha('a'),
        parents: [],
        author: { name: 'Zoë', email: 'zoe@x' },
        authoredAt: 1_700_000_000_000,
        authorOffsetMinutes: 330,
        committer: { name: 'Bot', email: 'bot@x' },
        committedAt: 1_700_000_100_000,
        committerOffsetMinutes: -480,
        subject: 'Größe 🎉',
        mentions: 'Fixes SHOP-1, größer',
      },
      expect.objectContaining({
        sha: sha('b'),
        parents: [sha('a'), sha('c')],
        authoredAt: 1000,
        subject: '',
        mentions: null,
      }),
    ],
  })
})

test('commits come out the same wherever the chunks are cut', () => {
  const whole = parseCommits(twoCommits)
  for (let at = 0; at <= twoCommits.length; at++) expect(parseCommits(...cut(twoCommits, [at]))).toEqual(whole)
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), places => {
      expect(parseCommits(...cut(twoCommits, places))).toEqual(whole)
    }),
  )
})

test('a listing that stops within a commit is not at its end', () => {
  expect(parseCommits(twoCommits.subarray(0, -1))).toMatchObject({ atEnd: false, commits: [{ sha: sha('a') }] })
})

test('what a commit lacks is taken from its other line, and the commit is named', () => {
  const bytes = Buffer.from(
    fields(`${sha('a')} `, '', '1700000000 +0200', '', '', 'Bot', 'bot@x', 'no author', '') +
      fields(`${sha('b')} `, '', '', '', '', '', '', 'nothing', '') +
      fields(`${sha('c')} `, '99999999999999999999 +9999', '5 +0000', 'Only name', '', '', 'only@email', 'odd', ''),
  )
  const { commits, repaired } = parseCommits(bytes)
  expect(repaired).toEqual([sha('a'), sha('b'), sha('c')])
  expect(commits[0]).toMatchObject({
    author: { name: 'Bot', email: 'bot@x' },
    authoredAt: 1_700_000_000_000,
    authorOffsetMinutes: 120,
  })
  expect(commits[1]).toMatchObject({ author: { name: '', email: '' }, authoredAt: 0, committedAt: 0 })
  expect(commits[2]).toMatchObject({
    author: { name: 'Only name', email: 'Only name' },
    committer: { name: 'only@email', email: 'only@email' },
    authoredAt: 5000,
    authorOffsetMinutes: 0,
  })
})

test('bytes that are no UTF-8 are replaced, and long subjects are cut between characters', () => {
  const bytes = Buffer.concat([
    Buffer.from(fields(`${sha('a')} `, '1 +0000', '1 +0000')),
    Buffer.from([0xe9, 0x00]),
    Buffer.from(fields('a@x', 'b', 'b@x', `x${'🎉'.repeat(300)}`, '')),
  ])
  const [commit] = parseCommits(bytes).commits
  expect(commit?.author.name).toBe('\ufffd')
  expect(commit?.subject).toBe(`x${'🎉'.repeat(249)}`)
})

const file = fc.record({
  added: fc.option(fc.nat()),
  deleted: fc.option(fc.nat()),
  name: fc.oneof(fc.constantFrom('a\nb', 'c1234', '1\t2', '-', '\n', '\t'), fc.string({ minLength: 1 })),
  from: fc.option(fc.constantFrom('old\n\tname', 'cafe', '0')),
})
const withoutNul = (name: string) => name.replaceAll('\0', '') || 'x'

test('any files of any commits are counted, wherever the chunks are cut', () => {
  const commit = fc.array(file, { maxLength: 5 })
  fc.assert(
    fc.property(fc.array(commit, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 40 }), (commits, places) => {
      const bytes = Buffer.from(
        commits
          .map((files, index) => {
            const lines = files.map(({ added, deleted, name, from }) => {
              const names = from === null ? withoutNul(name) : `\0${from}\0${withoutNul(name)}`
              return `${added ?? '-'}\t${deleted ?? '-'}\t${names}\0`
            })
            return `c${sha(String(index))}\0${files.length > 0 ? '\n' : ''}${lines.join('')}`
          })
          .join(''),
      )
      expect(parseNumstat(...cut(bytes, places))).toEqual(
        commits.map((files, index) => ({
          kind: 'commit_stats',
          sha: sha(String(index)),
          additions: files.reduce((sum, { added }) => sum + (added ?? 0), 0),
          deletions: files.reduce((sum, { deleted }) => sum + (deleted ?? 0), 0),
          files: files.length,
        })),
      )
    }),
  )
})

test('tag objects tell tagger and time, and old ones nothing', () => {
  const tag = (lines: string) => `${lines}\n\nsays "tagger X <y> 1 +0000"\n`
  const modern = tag(`object ${sha('1')}\ntype commit\ntag v1\ntagger Ada <ada@x> 1700000000 +0100`)
  const ancient = tag(`object ${sha('2')}\ntype commit\ntag v0`)
  const bytes = Buffer.from(
    `${sha('a')} tag ${modern.length}\n${modern}\n${sha('b')} missing\n${sha('c')} tag ${ancient.length}\n${ancient}\n`,
  )
  expect([...parseTagObjects(bytes)]).toEqual([
    [sha('a'), { taggedAt: 1_700_000_000_000, tagger: { name: 'Ada', email: 'ada@x' } }],
    [sha('c'), { taggedAt: null, tagger: null }],
  ])
})
