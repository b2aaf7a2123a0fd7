import { WeirError } from '../shared/contract/weir-error.ts'
import type { Logger } from './ports.ts'

/** Work that goes on after the answer it began with. */
export interface Background {
  /** Begins it; a failure is logged. */
  begin(what: string, work: () => Promise<void>): void
  /** From now on, work that is cut short is no failure: the next start takes it up again. */
  expectCancellation(): void
  /** Resolves when all that was begun has ended. */
  whenDone(): Promise<void>
}

export function createBackground(logger: Logger): Background {
  const underWay = new Set<Promise<void>>()
  let cancelling = false

  const logFailure = (what: string, error: unknown) => {
    if (cancelling && error instanceof WeirError && error.code === 'rpc.cancelled') {
      logger.debug(`Cut short: ${what}`)
      return
    }
    logger.error(`Failed: ${what}`, { error })
  }

  return {
    begin(what, work) {
      const done = work()
        .catch(error => logFailure(what, error))
        .finally(() => underWay.delete(done))
      underWay.add(done)
    },
    expectCancellation() {
      cancelling = true
    },
    async whenDone() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
