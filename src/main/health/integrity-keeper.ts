import type { Logger } from '../ports.ts'
import type { IntegrityCheck } from '../store/integrity-check.ts'
import type { After } from './timers.ts'

const week = 7 * 86_400_000
const lookEveryMs = 60_000
const afterFailureMs = 3_600_000

export interface IntegrityKeeperParts {
  readonly check: () => Promise<IntegrityCheck>
  /** When the last check was, epoch ms; null when there was none. */
  readonly lastCheckAt: () => Promise<number | null>
  /** Whether a job runs. */
  readonly isBusy: () => Promise<boolean>
  readonly now: () => number
  readonly after: After
  readonly logger: Logger
  readonly onChecked: () => void
}

/**
 * Has the database checked once a week, at the first moment after the first minute when no job runs. A job that starts
 * meanwhile is not held up.
 */
export interface IntegrityKeeper {
  isChecking(): boolean
  /** Checks now, whatever runs; joins a check under way. @throws WeirError `rpc.cancelled`, `store.*`. */
  checkNow(): Promise<void>
  close(): void
}

export function createIntegrityKeeper(parts: IntegrityKeeperParts): IntegrityKeeper {
  const { now, after, logger } = parts
  let underWay: Promise<void> | null = null
  let cancel: () => void = () => {}
  let closed = false

  async function check(): Promise<void> {
    await parts.check()
    parts.onChecked()
  }

  function checkNow(): Promise<void> {
    underWay ??= check().finally(() => {
      underWay = null
    })
    return underWay
  }

  async function isDue(): Promise<boolean> {
    const last = await parts.lastCheckAt()
    const fresh = last !== null && last <= now() && now() - last < week
    return !fresh && !(await parts.isBusy())
  }

  async function look(): Promise<void> {
    let againMs = lookEveryMs
    try {
      if (await isDue()) await checkNow()
    } catch (error) {
      if (!closed) logger.warn('The weekly integrity check failed', { error })
      againMs = afterFailureMs
    }
    arm(againMs)
  }

  function arm(ms: number): void {
    if (!closed) cancel = after(ms, () => void look())
  }

  arm(lookEveryMs)
  return {
    isChecking: () => underWay !== null,
    checkNow,
    close() {
      closed = true
      cancel()
    },
  }
}
