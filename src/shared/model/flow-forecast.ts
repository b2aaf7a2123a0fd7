import { z } from 'zod'
import { FlowFilter } from './flow-filter.ts'
import { FlowFindings, FlowNoData } from './flow-metrics.ts'
import { Count, Instant } from './time.ts'

export const ForecastQuestion = z.object({
  filter: FlowFilter,
  /** Whole days before today that the daily throughput is taken from. */
  historyDays: z.int().min(7).max(730).default(90),
  /** How many will be done by the end of this calendar day. */
  by: z.iso.date(),
  /** When so many will be done; null takes all that are in progress now. */
  items: z.int().min(1).max(100_000).nullable().default(null),
  seed: z.int().nonnegative().default(1),
})
export type ForecastQuestion = z.output<typeof ForecastQuestion>

/** What came out of the trials at a chance of 50, 70, 85 and 95 %. */
const chances = <Value extends z.ZodType>(value: Value) => z.object({ p50: value, p70: value, p85: value, p95: value })

export const FlowForecast = z.object({
  trials: Count,
  sample: z.object({ from: Instant, to: Instant, days: Count, finished: Count }),
  inProgress: Count,
  /** Items done by the end of that day, at least so many with each chance. */
  howMany: z.object({
    by: z.iso.date(),
    days: Count,
    items: chances(Count).nullable(),
    distribution: z.array(z.object({ from: Count, to: Count, trials: Count })),
  }),
  /** The day by whose end so many are done with each chance; null beyond the horizon. */
  when: z.object({
    items: Count,
    day: chances(z.iso.date().nullable()).nullable(),
    distribution: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), trials: Count })),
    /** Trials that were not done within the horizon. */
    beyond: Count,
    horizonDays: Count,
  }),
  /** Forecasts as they would have been made in the past, with what then happened. */
  backtest: z.object({
    days: Count,
    points: z.array(z.object({ at: Instant, to: Instant, p50: Count, p85: Count, p95: Count, actual: Count })),
    /** How many of them had at least as many done as forecast with 50, 85 and 95 %. */
    held: z.object({ p50: Count, p85: Count, p95: Count }),
  }),
  /** Of the sample. */
  findings: FlowFindings,
  noData: FlowNoData.nullable(),
})
export type FlowForecast = z.infer<typeof FlowForecast>
