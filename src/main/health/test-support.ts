import { onTestFinished } from 'vitest'
import { PreferenceValues } from '../../shared/model/preferences.ts'
import type { Preferences, Vault } from '../ports.ts'
import { kyselyOver } from '../store/dialect.ts'
import type { Database } from '../store/schema.ts'
import { freshDatabase, keepingLogger } from '../store/test-support.ts'
import type { After } from './timers.ts'

/** Time that passes when a test says so, with the timers that are due then. */
export interface TestTime {
  now(): number
  readonly after: After
  /** Lets the time pass; what is due begins, and is not waited for. */
  pass(ms: number): void
}

export function testTime(start = Date.UTC(2026, 0, 5)): TestTime {
  let now = start
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    pass(ms) {
      now += ms
      for (const timer of [...timers]) {
        if (timer.at > now) continue
        timers.delete(timer)
        timer.run()
      }
    },
  }
}

/** A real database, with what reads it as the application does. */
export async function healthDatabase() {
  const { db, path } = await freshDatabase('one')
  const { logger, lines } = keepingLogger()
  const kysely = kyselyOver<Database>(db, logger)
  onTestFinished(() => kysely.destroy())
  return { db, path, readonly: kysely as never, logger, lines }
}

export const openVault: Vault = {
  kind: 'key-file',
  status: () => ({ locked: false, warning: null }),
  unlock: async () => {},
  seal: async plain => ({ keyId: 'test', sealed: Buffer.from(plain) }),
  open: async ({ sealed }) => ({ plain: sealed.toString(), resealed: null }),
}

export const standardPreferences: Preferences = {
  get: () => PreferenceValues.parse({}),
  set: () => PreferenceValues.parse({}),
}
