import type { ConnectionState } from '../../../shared/contract/transport.ts'

/** What decides how often everything on screen is asked for again. */
export interface RefreshNeed {
  readonly state: ConnectionState
  /** The user's choice; 0 is off. */
  readonly autoRefreshSeconds: number
  readonly visible: boolean
}

export interface Refresher {
  need(need: RefreshNeed): void
  stop(): void
}

export interface RefresherOptions {
  readonly refresh: () => void
  /** Runs `task` once after `delayMs`. Returns the function that calls it off. */
  readonly after: (delayMs: number, task: () => void) => () => void
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

/** How often everything on screen is asked for again while requests are answered but pushes do not arrive. */
export const pollingMs = 5_000
/** The same while nobody looks. */
const hiddenPollingMs = 60_000

/** Milliseconds between refreshes; null for none: pushes do it, or nothing would be answered. */
export function refreshPauseMs({ state, autoRefreshSeconds, visible }: RefreshNeed): number | null {
  if (state === 'polling') return visible ? pollingMs : hiddenPollingMs
  if (state !== 'live' || !visible || autoRefreshSeconds === 0) return null
  return autoRefreshSeconds * 1000
}

/** Refreshes by the present need. What fell due while the window was hidden is made up for as soon as it is seen again. */
export function createRefresher({ refresh, after, now }: RefresherOptions): Refresher {
  let current: RefreshNeed | null = null
  let lastAt = now()
  let callOff = () => {}

  const schedule = () => {
    callOff()
    const pauseMs = current && refreshPauseMs(current)
    if (pauseMs !== null) callOff = after(Math.max(0, lastAt + pauseMs - now()), run)
  }
  const run = () => {
    lastAt = now()
    refresh()
    schedule()
  }
  return {
    need(next) {
      const changed = next.state !== current?.state
      current = next
      // What was missed since the channel dropped is asked for at once.
      if (changed && next.state === 'polling') return run()
      // When it is back the reconnect itself asks for everything.
      if (changed && next.state === 'live') lastAt = now()
      schedule()
    },
    stop() {
      callOff()
      current = null
    },
  }
}
