import { mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { defaultDataFolder, openDataFolder } from './data-folder.ts'

function folder(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'weir-data-')))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

test('the default is the desktop app’s folder on each platform', () => {
  const on = (platform: NodeJS.Platform, env = {}) => defaultDataFolder({ platform, env, folder: '/home/me' })
  expect(on('linux')).toBe('/home/me/.config/Weir')
  expect(on('linux', { XDG_CONFIG_HOME: '/cfg' })).toBe('/cfg/Weir')
  expect(on('linux', { XDG_CONFIG_HOME: '' })).toBe('/home/me/.config/Weir')
  expect(on('darwin')).toBe('/home/me/Library/Application Support/Weir')
  expect(on('win32', { APPDATA: '/roaming' })).toBe(join('/roaming', 'Weir'))
})

test.skipIf(process.platform === 'win32')('a new folder is its owner’s alone; links are followed', () => {
  const where = folder()
  expect(openDataFolder(join(where, 'a', 'b'))).toBe(join(where, 'a', 'b'))
  expect(statSync(join(where, 'a', 'b')).mode & 0o777).toBe(0o700)
  symlinkSync(join(where, 'a'), join(where, 'link'))
  expect(openDataFolder(join(where, 'link'))).toBe(join(where, 'a'))
})

test('a folder that cannot be is store.readonly', () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  for (const impossible of [join(file, 'below'), file])
    expect(() => openDataFolder(impossible)).toThrow(expect.objectContaining({ code: 'store.readonly' }))
})
