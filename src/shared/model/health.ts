import { z } from 'zod'
import { ConnectionId } from './ids.ts'
import { Instant } from './time.ts'

/** From best to worst. */
export const healthLevels = ['healthy', 'warning', 'error'] as const
export const HealthLevel = z.enum(healthLevels)
export type HealthLevel = z.infer<typeof HealthLevel>

export const HealthKind = z.enum(['database', 'disk', 'vault', 'connection', 'queue', 'event-loop', 'clock'])
export type HealthKind = z.infer<typeof HealthKind>

/**
 * One thing looked after. `reason` says in plain words why it is at its level, `hint` what to do about it. `facts` are what was
 * measured: times epoch ms (`…At`), durations ms (`…Ms`), sizes bytes (`…Bytes`).
 */
export const HealthCheck = z.object({
  id: z.string(),
  kind: HealthKind,
  connectionId: ConnectionId.nullable(),
  name: z.string(),
  level: HealthLevel,
  reason: z.string(),
  hint: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  checkedAt: Instant,
})
export type HealthCheck = z.infer<typeof HealthCheck>

/** How everything is; `level` is the worst of its checks. */
export const SystemHealth = z.object({ level: HealthLevel, at: Instant, checks: z.array(HealthCheck) })
export type SystemHealth = z.infer<typeof SystemHealth>
