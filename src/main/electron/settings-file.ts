import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { PreferenceValues } from '../../shared/model/preferences.ts'
import type { Logger } from '../ports.ts'

const WindowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

const Settings = PreferenceValues.extend({
  window: WindowState.nullable().default(null),
  /** Whether the user has been told that closing the window leaves Weir in the tray. */
  toldOfTray: z.boolean().default(false),
})
type Settings = z.infer<typeof Settings>

/** What the shell remembers between starts. */
export interface SettingsFile {
  get(): Settings
  /** @throws WeirError `store.readonly` when the file cannot be written. */
  set(values: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }): void
}

const name = 'preferences'

/** Opens `preferences.json` in the data folder. A file that cannot be understood is set aside under another name, and the defaults apply. */
export function openSettingsFile(folder: string, logger: Logger, now: () => number): SettingsFile {
  const open = () => {
    const store = new Store<Record<string, unknown>>({ name, cwd: folder, configFileMode: 0o600 })
    return { store, settings: Settings.parse(store.store) }
  }
  const openOrSetAside = () => {
    try {
      return open()
    } catch (error) {
      const file = join(folder, `${name}.json`)
      const aside = join(folder, `${name}.broken-${now()}.json`)
      if (existsSync(file)) renameSync(file, aside)
      logger.warn('The preferences could not be read and were set aside', { aside, error: String(error) })
      return open()
    }
  }
  const { store, settings } = openOrSetAside()
  let current = settings
  return {
    get: () => current,
    set(values) {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
      const next = Settings.parse({ ...current, ...given })
      try {
        store.set(next)
      } catch (cause) {
        throw new WeirError('store.readonly', {
          hint: `Preferences cannot be saved in ${folder}. Check its permissions and free space.`,
          cause,
        })
      }
      current = next
    },
  }
}
