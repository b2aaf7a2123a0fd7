import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { checkOptions, checkWord, declared, strict } from './surface.ts'

test("options are checked against Electron's own declarations, inherited ones included", () => {
  expect(() => checkOptions('BrowserWindowConstructorOptions', { width: 1, webPreferences: {} })).not.toThrow()
  expect(() => checkOptions('BrowserWindowConstructorOptions', { widht: 1 })).toThrow('widht')
  expect(() => checkOptions('WebPreferences', { enableRemoteModule: true })).toThrow('enableRemoteModule')
})

test('roles are checked against the declared words', () => {
  expect(() => checkWord('MenuItemConstructorOptions', 'role', 'windowMenu')).not.toThrow()
  expect(() => checkWord('MenuItemConstructorOptions', 'role', 'windowmenu')).toThrow('windowmenu')
})

test('what is missing says whether Electron has it, and an event nobody emits is refused', () => {
  const app = strict('App', new EventEmitter())
  expect(() => Reflect.get(app, 'dock')).toThrow('the double does not have it')
  expect(() => Reflect.get(app, 'makeCoffee')).toThrow('neither does Electron')
  expect(() => app.on('before-quite', () => {})).toThrow('before-quite')
  expect(() => app.on('before-quit', () => {})).not.toThrow()
  expect(declared('WebContents').events).toContain('will-frame-navigate')
})
