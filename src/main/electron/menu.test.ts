import { expect, test } from 'vitest'
import { menuTemplate } from './menu.ts'

const actions = { openDataFolder() {}, showAbout() {} }

test('developer tools are only in the menu while developing', () => {
  expect(JSON.stringify(menuTemplate('linux', true, actions))).toContain('toggleDevTools')
  expect(JSON.stringify(menuTemplate('linux', false, actions))).not.toContain('toggleDevTools')
})

test('quitting is in the menu of every system', () => {
  for (const platform of ['linux', 'win32'] as const)
    expect(JSON.stringify(menuTemplate(platform, false, actions))).toContain('"quit"')
  expect(JSON.stringify(menuTemplate('darwin', false, actions))).toContain('"appMenu"')
})
