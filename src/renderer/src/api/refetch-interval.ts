import type { ConnectionState } from '../../../shared/contract/transport.ts'

/** How often queries are asked again while the push channel is down. */
export const pollingMs = 5000

/** Milliseconds between refetches of what is on screen; false for never: polling replaces pushes, or the user's choice adds to them. */
export function refetchInterval(state: ConnectionState, autoRefreshSeconds: number): number | false {
  if (state === 'reconnecting' || state === 'connecting') return pollingMs
  if (state !== 'live') return false
  return autoRefreshSeconds > 0 ? autoRefreshSeconds * 1000 : false
}
