import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Caller, Clock, Logger } from '../ports.ts'
import { hashSecret, newSecret } from './one-time-tokens.ts'
import { writePrivateFile } from './private-file.ts'

const Session = z.object({ hash: z.string(), role: z.enum(['viewer', 'admin']), expiresAt: z.int() })
type Session = z.infer<typeof Session>
const SessionFile = z.object({ version: z.literal(1), sessions: z.array(Session).readonly() })

/** Who is signed in. Survives a restart; the file holds hashes only, so reading it opens nothing. */
export interface Sessions {
  /** Signs in and returns the session's secret id. Beyond the limit the oldest session ends. */
  create(role: Caller['role']): string
  find(id: string): { readonly role: Caller['role'] } | null
  end(id: string): void
}

export const sessionLifetimeMs = 30 * 24 * 3_600_000
const mostSessions = 50

export interface SessionsOptions {
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
}

export function openSessions({ file, clock, logger }: SessionsOptions): Sessions {
  let sessions = readSessions(file, logger)
  const current = () => sessions.filter(session => clock.now() < session.expiresAt)
  const keep = (next: readonly Session[]) => {
    sessions = next.slice(-mostSessions)
    try {
      writePrivateFile(file, JSON.stringify({ version: 1, sessions } satisfies z.input<typeof SessionFile>))
    } catch (error) {
      logger.warn('Sessions cannot be kept: browsers must sign in again after a restart', { error })
    }
  }
  return {
    create(role) {
      const id = newSecret()
      keep([...current(), { hash: hashId(id), role, expiresAt: clock.now() + sessionLifetimeMs }])
      return id
    },
    find(id) {
      const hash = hashId(id)
      return current().find(session => session.hash === hash) ?? null
    },
    end(id) {
      const hash = hashId(id)
      keep(current().filter(session => session.hash !== hash))
    },
  }
}

const hashId = (id: string) => hashSecret(id).toString('hex')

/** The sessions on disk. A file that cannot be read costs a new sign-in, nothing else. */
function readSessions(file: string, logger: Logger): readonly Session[] {
  try {
    return SessionFile.parse(JSON.parse(readFileSync(file, 'utf8'))).sessions
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!missing) logger.warn('The list of sessions was unreadable: browsers must sign in again', { file })
    return []
  }
}
