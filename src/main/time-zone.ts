import type { PreferenceValues } from '../shared/model/preferences.ts'

/** The time zone the user has chosen, the machine's own unless they have: an IANA name. */
export const chosenTimeZone = ({ timeZone }: Pick<PreferenceValues, 'timeZone'>): string =>
  timeZone === 'system' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone
