import { z } from 'zod'
import { TimeZone } from './time.ts'

export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Seconds between automatic refreshes of what is on screen; 0 is off. */
export const autoRefreshChoices = [0, 30, 60, 300] as const

const TimeZoneChoice = z.union([z.literal('system'), TimeZone])
const AutoRefreshSeconds = z.literal(autoRefreshChoices)

/** What the user has chosen about the app itself. `timeZone` 'system' follows the machine. */
export const PreferenceValues = z.object({
  theme: Theme.default('system'),
  timeZone: TimeZoneChoice.default('system'),
  autoRefreshSeconds: AutoRefreshSeconds.default(0),
})
export type PreferenceValues = z.infer<typeof PreferenceValues>

/** A change of some of them; what is absent stays as it is. */
export const PreferenceChange = z.object({
  theme: Theme.optional(),
  timeZone: TimeZoneChoice.optional(),
  autoRefreshSeconds: AutoRefreshSeconds.optional(),
})
export type PreferenceChange = z.infer<typeof PreferenceChange>
