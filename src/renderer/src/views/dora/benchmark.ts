import {
  changeFail2024,
  changeFailLevel,
  type DoraMetric,
  durationScore,
  frequencyLevel,
  frequencyScore,
  industryMean,
  type Level,
  leadTimeLevel,
  rateScore,
  recoveryLevel,
} from '../../../../shared/delivery/levels.ts'
import type { DoraMetrics } from '../../../../shared/model/metrics.ts'
import { formatDecimal, formatShare } from '../../format/number.ts'

/** What the numbers are held against; each carries its year. */
export const benchmarks = [
  { value: '2023', label: '2023 levels' },
  { value: '2024', label: '2024 report' },
  { value: '2025', label: '2025 Quick Check' },
] as const
export type Benchmark = (typeof benchmarks)[number]['value']

export const isBenchmark = (value: string): value is Benchmark => benchmarks.some(each => each.value === value)

/**
 * How a metric stands by a benchmark; null without a number, or where the benchmark says nothing of it: it knows lead times from the first
 * commit alone.
 */
export interface Standing {
  readonly text: string
  /** The year of the benchmark, where the text does not say it. */
  readonly year?: string
  /** Only a classification has one. */
  readonly level: Level | null
}

const levelNames: Readonly<Record<Level, string>> = { elite: 'Elite', high: 'High', medium: 'Medium', low: 'Low' }

export function standing(
  metric: DoraMetric,
  dora: DoraMetrics,
  periodMs: number,
  benchmark: Benchmark,
): Standing | null {
  if (metric === 'leadTime' && dora.leadTime.withoutIssue !== null) return null
  if (benchmark === '2024') return metric === 'changeFailRate' ? { text: published2024, level: null } : null
  if (benchmark === '2023') {
    const level = levelOf(metric, dora, periodMs)
    return level && { text: levelNames[level], year: '2023', level }
  }
  const score = scoreOf(metric, dora, periodMs)
  const mean = formatDecimal(industryMean[metric])
  return score === null ? null : { text: `${formatDecimal(score)} of 10 (2025; industry ${mean})`, level: null }
}

const published2024 = (['elite', 'high', 'medium', 'low'] as const)
  .map(level => `${level} ${formatShare(changeFail2024[level])}`)
  .join(', ')

function levelOf(metric: DoraMetric, dora: DoraMetrics, periodMs: number): Level | null {
  switch (metric) {
    case 'deploymentFrequency': {
      const { medianDaysPerWeek, deployments } = dora.deploymentFrequency
      return medianDaysPerWeek === null ? null : frequencyLevel({ medianDaysPerWeek, deployments, periodMs })
    }
    case 'leadTime':
      return from(dora.leadTime.medianMs, leadTimeLevel)
    case 'changeFailRate':
      return from(dora.changeFailRate.rate, changeFailLevel)
    case 'recoveryTime':
      return from(dora.recoveryTime.medianMs, recoveryLevel)
    case 'reworkRate':
      return null
  }
}

function scoreOf(metric: DoraMetric, dora: DoraMetrics, periodMs: number): number | null {
  switch (metric) {
    case 'deploymentFrequency': {
      const { medianDaysPerWeek, deployments } = dora.deploymentFrequency
      return medianDaysPerWeek === null ? null : frequencyScore({ deployments, periodMs })
    }
    case 'leadTime':
      return from(dora.leadTime.medianMs, durationScore)
    case 'changeFailRate':
      return from(dora.changeFailRate.rate, rateScore)
    case 'recoveryTime':
      return from(dora.recoveryTime.medianMs, durationScore)
    case 'reworkRate':
      return from(dora.reworkRate.rate, rateScore)
  }
}

const from = <Value>(value: number | null, judge: (value: number) => Value): Value | null =>
  value === null ? null : judge(value)
