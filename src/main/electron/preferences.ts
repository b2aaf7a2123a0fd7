import { nativeTheme } from 'electron'
import { PreferenceValues } from '../../shared/model/preferences.ts'
import type { Preferences } from '../ports.ts'
import type { SettingsFile } from './settings-file.ts'

/** The preferences port; the theme chosen is the theme of the window's frame, its menus and `prefers-color-scheme`. */
export function createPreferences(file: SettingsFile): Preferences {
  const get = () => PreferenceValues.parse(file.get())
  nativeTheme.themeSource = get().theme
  return {
    get,
    set(values) {
      file.set(values)
      nativeTheme.themeSource = get().theme
      return get()
    },
  }
}
