import type { PreferenceValues } from '../../../shared/model/preferences.ts'

/** What the choices of the automatic refresh are called. */
export const refreshLabels: Readonly<Record<PreferenceValues['autoRefreshSeconds'], string>> = {
  0: 'Off',
  30: 'Every 30 seconds',
  60: 'Every minute',
  300: 'Every 5 minutes',
}
