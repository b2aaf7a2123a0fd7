import { expect, test } from 'vitest'
import { addStandardScheme, originOf, toChromium, toElectron } from './urls.ts'

addStandardScheme('app')

test('a URL of a standard scheme goes to Chromium and comes back', () => {
  const url = 'app://weir/a/b.js?c=1#d'
  expect(toChromium(url)).toMatch(/^https:\/\/weir\.app\./)
  expect(toElectron(toChromium(url))).toBe(url)
  for (const other of ['https://example.com/', 'data:text/html,x', 'about:blank']) {
    expect(toChromium(other)).toBe(other)
    expect(toElectron(other)).toBe(other)
  }
})

test('origins are written as Electron writes them', () => {
  expect(originOf('app://weir/index.html')).toBe('app://weir')
  expect(originOf('https://example.com/a')).toBe('https://example.com')
  expect(originOf('data:text/html,x')).toBe('null')
})
