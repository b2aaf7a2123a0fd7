import { z } from 'zod'
import { TimeZone } from './time.ts'

export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Seconds between automatic refreshes of what is on screen; 0 is off. */
export const autoRefreshChoices = [0, 30, 60, 300] as const

/** What the user has chosen about the app itself. `timeZone` 'system' follows the machine. */
export const PreferenceValues = z.object({
  theme: Theme.default('system'),
  timeZone: z.union([z.literal('system'), TimeZone]).default('system'),
  autoRefreshSeconds: z.literal(autoRefreshChoices).default(0),
})
export type PreferenceValues = z.infer<typeof PreferenceValues>
