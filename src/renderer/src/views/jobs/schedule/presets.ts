/** Schedules most people want, as cron expressions of five fields. */
export const schedulePresets = [
  { label: 'Every hour', schedule: '0 * * * *' },
  { label: 'Every 6 hours', schedule: '0 */6 * * *' },
  { label: 'Every day at 7:00', schedule: '0 7 * * *' },
  { label: 'On working days at 7:00', schedule: '0 7 * * 1-5' },
  { label: 'Every Monday at 6:00', schedule: '0 6 * * 1' },
] as const

/** A schedule in words where it is one of the presets, else as it was written. */
export const scheduleText = (schedule: string): string =>
  schedulePresets.find(preset => preset.schedule === schedule)?.label ?? schedule
