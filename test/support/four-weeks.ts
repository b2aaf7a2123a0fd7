import type { MetricsFilter } from '../../src/shared/model/metrics.ts'

const hour = 3_600_000

/** Days and hours from Monday, 5 January 2026, 00:00 UTC: the first day of the worked examples. */
export const at = (day: number, hours: number) => Date.UTC(2026, 0, 5) + (day * 24 + hours) * hour

/** The four weeks of the worked examples. */
export const fourWeeks: MetricsFilter = {
  from: at(0, 0),
  to: at(28, 0),
  bucket: 'week',
  timeZone: 'UTC',
  repositoryIds: null,
  teamId: null,
  includeBots: false,
}
