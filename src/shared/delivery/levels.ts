/** DORA's levels and scores: which benchmark says what of a number. Sources: dora.dev, reports of 2023 and 2024, Quick Check of 2025. */
export type Level = 'elite' | 'high' | 'medium' | 'low'
export type DoraMetric = 'deploymentFrequency' | 'leadTime' | 'changeFailRate' | 'recoveryTime' | 'reworkRate'

const hour = 3_600_000
const day = 24 * hour
/** A month as a twelfth of a year. */
export const monthMs = (365.25 / 12) * day

export interface FrequencyValue {
  /** Median number of days with a deployment per whole week. */
  readonly medianDaysPerWeek: number
  readonly deployments: number
  readonly periodMs: number
}

/** The 2023 level of a deployment frequency: at least 5, at least 1 day per week, at least one deployment per month of the period. */
export function frequencyLevel({ medianDaysPerWeek, deployments, periodMs }: FrequencyValue): Level {
  if (medianDaysPerWeek >= 5) return 'elite'
  if (medianDaysPerWeek >= 1) return 'high'
  return deployments / (periodMs / monthMs) >= 1 ? 'medium' : 'low'
}

/** The 2023 level of a median lead time. */
export const leadTimeLevel = (ms: number): Level =>
  ms < day ? 'elite' : ms < 7 * day ? 'high' : ms < 30 * day ? 'medium' : 'low'

/** The 2023 level of a change fail rate (0..1). */
export const changeFailLevel = (rate: number): Level =>
  rate <= 0.05 ? 'elite' : rate <= 0.1 ? 'high' : rate <= 0.15 ? 'medium' : 'low'

/** The 2023 level of a median recovery time. */
export const recoveryLevel = (ms: number): Level =>
  ms < hour ? 'elite' : ms < day ? 'high' : ms < 7 * day ? 'medium' : 'low'

/** 2024's published change fail rates. They do not ascend with the level: a reference, no classification. */
export const changeFail2024: Readonly<Record<Level, number>> = { elite: 0.05, high: 0.2, medium: 0.1, low: 0.4 }

/** The Quick Check's mean answers over the industry, 0 to 10. */
export const industryMean: Readonly<Record<DoraMetric, number>> = {
  leadTime: 5.5,
  deploymentFrequency: 4.8,
  recoveryTime: 7.4,
  changeFailRate: 8.1,
  reworkRate: 7.8,
}

/**
 * The Quick Check's score of a duration (lead time, recovery time): 10 under an hour, 8 under a day, 6 under a week, 4 under a
 * month, 2 under six months, else 0.
 */
export function durationScore(ms: number): number {
  const limits = [hour, day, 7 * day, monthMs, 6 * monthMs]
  const place = limits.findIndex(limit => ms < limit)
  return place === -1 ? 0 : 10 - 2 * place
}

/**
 * The Quick Check's score of a deployment frequency by its mean over the period: 10 on demand (taken as two and more a day), 8 once a
 * day, 6 once a week, 4 once a month, 2 once in six months, else 0.
 */
export function frequencyScore({ deployments, periodMs }: Pick<FrequencyValue, 'deployments' | 'periodMs'>): number {
  const everyMs = deployments === 0 ? Number.POSITIVE_INFINITY : periodMs / deployments
  const limits = [day / 2, day, 7 * day, monthMs, 6 * monthMs]
  const place = limits.findIndex(limit => everyMs <= limit)
  return place === -1 ? 0 : 10 - 2 * place
}

/** The Quick Check's score of a rate (0..1) of failures or rework: the percentage turned round, 0 to 10. */
export const rateScore = (rate: number): number => (1 - rate) * 10
