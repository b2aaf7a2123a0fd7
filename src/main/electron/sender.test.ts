import { expect, test } from 'vitest'
import { refusalOf } from './sender.ts'

const top = { origin: 'app://weir', isTop: true }
const ours = new Set([1])

test('the top frame of our own window is answered', () => {
  expect(refusalOf({ contentsId: 1, frame: top }, ours)).toBeNull()
})

test.each([
  ['an unknown window', { contentsId: 2, frame: top }],
  ['a frame that is gone', { contentsId: 1, frame: null }],
  ['an embedded frame', { contentsId: 1, frame: { ...top, isTop: false } }],
  ['another origin', { contentsId: 1, frame: { ...top, origin: 'https://weir' } }],
  ['another origin', { contentsId: 1, frame: { ...top, origin: 'null' } }],
  ['another origin', { contentsId: 1, frame: { ...top, origin: 'app://weir.evil' } }],
])('%s is refused', (reason, sender) => {
  expect(refusalOf(sender, ours)).toBe(reason)
})
