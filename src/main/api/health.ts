import type { HealthWatch } from '../health/system-health.ts'
import type { HandlersOf } from './dispatch.ts'

export function healthHandlers(health: HealthWatch): HandlersOf<'health.get' | 'health.check'> {
  return {
    'health.get': () => health.get(),
    'health.check': () => health.check(),
  }
}
