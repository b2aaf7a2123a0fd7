import { expect, test } from 'vitest'
import { mentionsOf } from './mentions.ts'

const mentions = (body: string) => {
  const bytes = Buffer.from(`1 before\0${body}\0after 2`)
  return mentionsOf(bytes, 9, 9 + Buffer.byteLength(body))
}

test('lines that hold a digit are kept, and nothing around the body', () => {
  expect(mentions('')).toBeNull()
  expect(mentions('Because of the cache.\n')).toBeNull()
  expect(mentions('Because.\n\n  Fixes SHOP-12\nand more\nCloses #7')).toBe('Fixes SHOP-12\nCloses #7')
})

test('people and the ids of other tools are no mentions', () => {
  const trailers = [
    'Co-authored-by: Ann <12+ann@users.noreply.example.org>',
    'signed-off-by: B2',
    'Change-Id: I8473b95934b5732ac55d26311a706c9c2bde9940',
    'git-svn-id: http://svn@1',
    'Cc: 3@x',
  ]
  expect(mentions(trailers.join('\n'))).toBeNull()
  expect(mentions(`${trailers.join('\n')}\nRefs: SHOP-3`)).toBe('Refs: SHOP-3')
})

test('a log pasted into a message is cut, between characters', () => {
  const line = `1${'🎉'.repeat(300)}`
  expect(mentions(line)).toBe(`1${'🎉'.repeat(99)}\ufffd`)
  expect(mentions(`${'at 0x1234567890\n'.repeat(500)}`)?.length).toBeLessThanOrEqual(1_000)
})
