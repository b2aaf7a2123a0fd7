import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { PreferenceValues } from '../../shared/model/preferences.ts'
import type { Clock, Logger, Preferences } from '../ports.ts'

const name = 'preferences'

export interface ConfPreferencesOptions {
  readonly dataFolder: string
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * The preferences in `preferences.json`, the file the desktop app uses too; what else it holds is kept. A file that cannot be
 * understood is set aside under another name, and the defaults apply.
 */
export function openConfPreferences({ dataFolder, clock, logger }: ConfPreferencesOptions): Preferences {
  const open = () => {
    const conf = new Conf<Record<string, unknown>>({ configName: name, cwd: dataFolder, configFileMode: 0o600 })
    return { conf, values: PreferenceValues.parse(conf.store) }
  }
  const openOrSetAside = () => {
    try {
      return open()
    } catch (error) {
      const file = join(dataFolder, `${name}.json`)
      const aside = join(dataFolder, `${name}.broken-${clock.now()}.json`)
      if (existsSync(file)) renameSync(file, aside)
      logger.warn('The preferences could not be read and were set aside', { aside, error })
      return open()
    }
  }
  const { conf, values } = openOrSetAside()
  let current = values
  return {
    get: () => current,
    set(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const next = PreferenceValues.parse({ ...current, ...given })
      try {
        conf.set(next)
      } catch (cause) {
        const hint = `Preferences cannot be saved in ${dataFolder}. Check its permissions and free space.`
        throw new WeirError('store.readonly', { hint, cause })
      }
      current = next
      return current
    },
  }
}
