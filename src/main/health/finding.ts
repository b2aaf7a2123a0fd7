import { type HealthCheck, type HealthLevel, healthLevels } from '../../shared/model/health.ts'

/** What was made of a measurement. */
export type Finding = Pick<HealthCheck, 'level' | 'reason' | 'hint' | 'facts'>
export type Facts = HealthCheck['facts']

export const healthy = (reason: string, facts: Facts, hint: string | null = null): Finding => ({
  level: 'healthy',
  reason,
  hint,
  facts,
})

export const warning = (reason: string, hint: string, facts: Facts): Finding => ({
  level: 'warning',
  reason,
  hint,
  facts,
})

export const failing = (reason: string, hint: string, facts: Facts): Finding => ({
  level: 'error',
  reason,
  hint,
  facts,
})

/** The worst of the levels; healthy when there are none. */
export function worstLevel(levels: readonly HealthLevel[]): HealthLevel {
  return healthLevels.findLast(level => levels.includes(level)) ?? 'healthy'
}
