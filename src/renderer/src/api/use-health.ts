import type { SystemHealth } from '../../../shared/model/health.ts'
import { useLiveHealth } from '../stores/live-health.ts'
import { useRequest } from './use-request.ts'

/** The system's health, live; the request itself beside it, for loading and faults. */
export function useHealth() {
  const request = useRequest('health.get', undefined)
  const pushed = useLiveHealth(state => state.pushed)
  return { request, health: newest(request.data, pushed) }
}

const newest = (asked: SystemHealth | undefined, pushed: SystemHealth | null): SystemHealth | undefined =>
  pushed && pushed.at >= (asked?.at ?? 0) ? pushed : asked
