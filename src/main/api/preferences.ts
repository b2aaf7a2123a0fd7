import type { PushOf } from '../../shared/contract/events.ts'
import type { Preferences } from '../ports.ts'
import type { HandlersOf } from './dispatch.ts'

export function preferenceHandlers(
  preferences: Preferences,
  push: (push: PushOf) => void,
  changed: () => void,
): HandlersOf<'preferences.get' | 'preferences.set'> {
  return {
    'preferences.get': () => preferences.get(),
    'preferences.set'(values) {
      const stored = preferences.set(values)
      push({ event: 'data_changed', data: { tables: ['preferences'] } })
      changed()
      return stored
    },
  }
}
