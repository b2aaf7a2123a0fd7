import { useQuery } from '@tanstack/react-query'
import { PreferenceValues } from '../../../shared/model/preferences.ts'
import { useClient } from './client-context.tsx'
import { preferencesQuery } from './preferences-query.ts'
import { useCommand } from './use-command.ts'
import { useRequest } from './use-request.ts'

const defaults = PreferenceValues.parse({})

/** What the user has chosen; the defaults until the answer is there. */
export function usePreferences(): PreferenceValues {
  return useQuery(preferencesQuery(useClient())).data ?? defaults
}

/** Saves some preferences. */
export function useSetPreferences() {
  return useCommand('preferences.set')
}

/** The IANA time zone that times are shown and periods are cut in. */
export function useTimeZone(): string {
  const chosen = usePreferences().timeZone
  const info = useRequest('app.info', undefined)
  if (chosen !== 'system') return chosen
  return info.data?.systemTimeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
