import type { FlowAgeing } from '../../../../../shared/model/flow-metrics.ts'

/** How far (ms) the axis of ages reaches: to the oldest item and the highest band, but not far beyond what most are. */
export function ageScale({ dots, age, steps }: Pick<FlowAgeing, 'dots' | 'age' | 'steps'>): number {
  const oldest = dots.ms.reduce((most, ms) => Math.max(most, ms), 0)
  const bands = steps.reduce((most, { bands: { p95Ms } }) => Math.max(most, p95Ms ?? 0), 0)
  const usual = Math.max(bands, age.p95Ms ?? 0)
  return Math.max(bands, usual > 0 ? Math.min(oldest, 1.5 * usual) : oldest)
}
