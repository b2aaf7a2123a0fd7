import { expect, test } from 'vitest'
import { externalUrl, isOurs } from './origin.ts'

test.each(['app://weir', 'app://weir/', 'app://weir/index.html?a=1#b'])('%s is our own content', url => {
  expect(isOurs(url)).toBe(true)
})

test.each([
  'app://weir.evil/',
  'app://evil/weir',
  'app://weir:8080/',
  'app://user@weir/',
  'app:weir',
  'https://weir/',
  'file:///weir',
  'about:blank',
  'data:text/html,x',
  'javascript:1',
  '',
])('%s is not ours', url => {
  expect(isOurs(url)).toBe(false)
})

test('only https URLs without credentials go to the browser', () => {
  expect(externalUrl('https://example.com/a b')).toBe('https://example.com/a%20b')
  for (const url of [
    'http://example.com',
    'file:///etc/passwd',
    'https://me:pw@example.com',
    'javascript:1',
    'smb://x',
    'x',
  ])
    expect(externalUrl(url)).toBeNull()
})
