import { z } from 'zod'
import { TimeZone } from './time.ts'
import { Holidays, type WorkingCalendar, WorkingDays, WorkingHours } from './working-calendar.ts'

export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Seconds between automatic refreshes of what is on screen; 0 is off. */
export const autoRefreshChoices = [0, 30, 60, 300] as const

const choices = {
  theme: Theme,
  /** 'system' follows the machine. */
  timeZone: z.union([z.literal('system'), TimeZone]),
  autoRefreshSeconds: z.literal(autoRefreshChoices),
  /** Minutes between two cycles over all jobs; null is off. */
  cycleMinutes: z.int().min(1).max(1_440).nullable(),
  /** Minutes until a failed job that can heal is tried again. */
  retryMinutes: z.int().min(5).max(30),
  /** How often in a row it is tried again; 0 is never. */
  retryTries: z.int().min(0).max(10),
  /** The most runs kept of each job. */
  keptRuns: z.int().min(10).max(10_000),
  /** Days a run is kept. */
  keptRunDays: z.int().min(1).max(3_650),
  /** Whether the database is backed up once a week. */
  weeklyBackup: z.boolean(),
  /** Desktop notifications: of long runs that finished, of failures, of credentials that need attention. */
  notifyFinished: z.boolean(),
  notifyFailed: z.boolean(),
  notifyCredentials: z.boolean(),
  /** Whether closing the desktop window leaves Weir at work in the tray. */
  keepInTray: z.boolean(),
  /** When work is done, for durations in working time. */
  workingDays: WorkingDays,
  workingHours: WorkingHours,
  holidays: Holidays,
}

/** What the user has chosen about the app itself. */
export const PreferenceValues = z.object({
  theme: choices.theme.default('system'),
  timeZone: choices.timeZone.default('system'),
  autoRefreshSeconds: choices.autoRefreshSeconds.default(0),
  cycleMinutes: choices.cycleMinutes.default(60),
  retryMinutes: choices.retryMinutes.default(15),
  retryTries: choices.retryTries.default(3),
  keptRuns: choices.keptRuns.default(100),
  keptRunDays: choices.keptRunDays.default(90),
  weeklyBackup: choices.weeklyBackup.default(true),
  notifyFinished: choices.notifyFinished.default(true),
  notifyFailed: choices.notifyFailed.default(true),
  notifyCredentials: choices.notifyCredentials.default(true),
  keepInTray: choices.keepInTray.default(true),
  workingDays: choices.workingDays.default([1, 2, 3, 4, 5]),
  workingHours: choices.workingHours.default({ from: '09:00', to: '17:00' }),
  holidays: choices.holidays.default([]),
})
export type PreferenceValues = z.infer<typeof PreferenceValues>

/** A change of some of them; what is absent stays as it is. */
export const PreferenceChange = z.object(choices).partial()
export type PreferenceChange = z.infer<typeof PreferenceChange>

/** The time zone the user has chosen, this machine's own unless they have: an IANA name. */
export const chosenTimeZone = ({ timeZone }: Pick<PreferenceValues, 'timeZone'>): string =>
  timeZone === 'system' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone

/** The calendar that working time is counted by. */
export const workingCalendar = (chosen: PreferenceValues): WorkingCalendar => ({
  days: chosen.workingDays,
  hours: chosen.workingHours,
  holidays: chosen.holidays,
})
