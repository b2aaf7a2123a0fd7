import { z } from 'zod'

/** ISO weekdays: 1 is Monday, 7 Sunday. */
export const Weekday = z.int().min(1).max(7)

/** A time of day on the wall clock, to the minute; 24:00 is the day's end. */
const TimeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'A time such as 09:00' })

export const WorkingDays = z
  .array(Weekday)
  .min(1, { error: 'Choose at least one day' })
  .max(7)
  .refine(days => new Set(days).size === days.length, { error: 'The same day twice' })

export const WorkingHours = z
  .object({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from < to, { error: 'Working hours must end after they begin', path: ['to'] })
export type WorkingHours = z.infer<typeof WorkingHours>

/** Calendar days without work, `2026-12-25`. */
export const Holidays = z.array(z.iso.date()).max(1_000)

/** When work is done: on these weekdays, within these hours, but not on holidays. */
export const WorkingCalendar = z.object({ days: WorkingDays, hours: WorkingHours, holidays: Holidays })
export type WorkingCalendar = z.infer<typeof WorkingCalendar>
