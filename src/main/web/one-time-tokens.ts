import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Caller, Clock } from '../ports.ts'

type Role = Caller['role']

/** Tokens that open one session each. They live in memory only: a restart makes them worthless. */
export interface OneTimeTokens {
  /** A new token, 256 bits, good once and for ten minutes. */
  issue(role: Role): string
  /** The role a token opens a session with, and never again; null when it is unknown, used or too old. */
  redeem(token: string): Role | null
}

const lifetimeMs = 10 * 60_000
const mostOutstanding = 32

export function createOneTimeTokens(clock: Clock): OneTimeTokens {
  let outstanding: readonly { readonly hash: Buffer; readonly role: Role; readonly expiresAt: number }[] = []
  return {
    issue(role) {
      const token = newSecret()
      const added = { hash: hashSecret(token), role, expiresAt: clock.now() + lifetimeMs }
      outstanding = [...outstanding, added].slice(-mostOutstanding)
      return token
    },
    redeem(token) {
      const hash = hashSecret(token)
      const found = outstanding.filter(one => timingSafeEqual(one.hash, hash)).at(0)
      outstanding = outstanding.filter(one => one !== found)
      return found && clock.now() < found.expiresAt ? found.role : null
    },
  }
}

/** 256 random bits, fit for a URL or a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What may be kept of a secret: it cannot be turned back, and comparing hashes tells nothing by its timing. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()
