import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PreferenceValues } from '../../shared/model/preferences.ts'
import { openConfPreferences } from './conf-preferences.ts'
import { recordingLogger, testFolder } from './test-support.ts'

const open = (dataFolder: string, logger = recordingLogger()) =>
  openConfPreferences({ dataFolder, clock: { now: () => 7 }, logger })
const defaults = PreferenceValues.parse({})

test('a new folder has the defaults', () => {
  expect(open(testFolder()).get()).toEqual(defaults)
})

test('a change stays, for its owner alone, and leaves the rest as it was', () => {
  const folder = testFolder()
  expect(open(folder).set({ theme: 'dark', timeZone: undefined })).toEqual({ ...defaults, theme: 'dark' })
  expect(open(folder).get()).toEqual({ ...defaults, theme: 'dark' })
  expect(statSync(join(folder, 'preferences.json')).mode & 0o777).toBe(0o600)
})

test('what the desktop app keeps in the same file is kept', () => {
  const folder = testFolder()
  const file = join(folder, 'preferences.json')
  writeFileSync(file, JSON.stringify({ theme: 'light', window: { maximized: true } }))
  open(folder).set({ autoRefreshSeconds: 60 })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    theme: 'light',
    window: { maximized: true },
    autoRefreshSeconds: 60,
  })
})

test.each(['{"theme": "da', '{"theme": "pink"}', '{"timeZone": "Moon/Base"}'])(
  'a broken file is set aside: %s',
  content => {
    const folder = testFolder()
    writeFileSync(join(folder, 'preferences.json'), content)
    const logger = recordingLogger()
    expect(open(folder, logger).get()).toEqual(defaults)
    expect(readdirSync(folder)).toContain('preferences.broken-7.json')
    expect(readFileSync(join(folder, 'preferences.broken-7.json'), 'utf8')).toBe(content)
    expect(logger.lines.join()).toContain('set aside')
  },
)
