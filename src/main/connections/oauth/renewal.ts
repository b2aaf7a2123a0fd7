import PQueue from 'p-queue'
import { type Access, renewedBeforeMs } from '../../connectors/sdk/oauth.ts'
import { signedOut } from './faults.ts'
import type { Grant } from './grant.ts'

/** A grant as it is kept. */
export interface KeptGrant {
  readonly grant: Grant
}

/** Where one grant is kept. */
export interface GrantPlace<Kept extends KeptGrant> {
  /** Null when there is none. */
  load(): Promise<Kept | null>
  /** Rejects when a grant could not be saved now: before the refresh token is used up for nothing. */
  tryOut(): Promise<void>
  /** Keeps the next grant for good. False when another has taken the old one's place, which then stays. */
  save(old: Kept, next: Grant): Promise<boolean>
}

export interface RenewalParts<Kept extends KeptGrant> {
  readonly place: GrantPlace<Kept>
  readonly api: string
  readonly refresh: (grant: Grant) => Promise<Grant>
  readonly now: () => number
}

export interface Renewal {
  readonly access: Access
  /** Runs work while no token is renewed. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Access by a grant, renewed in time. Whoever asks, one after another is served, so that no refresh token is used twice; the next
 * grant is kept before it is used. One that could not be kept is not lost while the application lives: whoever asks next keeps it.
 */
export function createRenewal<Kept extends KeptGrant>(parts: RenewalParts<Kept>): Renewal {
  const { place, api, now } = parts
  const turns = new PQueue({ concurrency: 1 })
  let unsaved: { readonly old: Kept; readonly next: Grant } | null = null

  const settle = async (): Promise<void> => {
    if (unsaved === null) return
    await place.save(unsaved.old, unsaved.next)
    unsaved = null
  }

  const loaded = async (): Promise<Kept> => {
    const kept = await place.load()
    if (kept) return kept
    throw signedOut('This connection has no sign-in. Sign in in its settings.')
  }

  const current = async (refused: string | undefined): Promise<Grant> => {
    await settle()
    const kept = await loaded()
    const { accessToken, expiresAt } = kept.grant
    if (accessToken !== refused && expiresAt - now() > renewedBeforeMs) return kept.grant
    await place.tryOut()
    unsaved = { old: kept, next: await parts.refresh(kept.grant) }
    await settle()
    return (await loaded()).grant
  }

  return {
    access: refused =>
      turns.add(async () => {
        const { accessToken: token, expiresAt, scopes } = await current(refused)
        return { api, token, expiresAt, scopes }
      }),
    exclusive: work => turns.add(work),
  }
}
