import { z } from 'zod'
import { ConnectionId } from '../model/ids.ts'
import { SignIn } from '../model/sign-in.ts'
import { command, query } from './define.ts'

/** Signing in by OAuth in the system's browser, for a connection that is being added or edited. */
export const methodsOfSignIns = {
  /**
   * Waits for the user to come back from `url`; `sign_in_update` tells when. `settings.invalid` names what is missing, or that the
   * port he is sent back to is in use.
   */
  'signIns.start': command(
    z.object({
      connectorId: z.string(),
      connectionId: ConnectionId.nullable(),
      settings: z.record(z.string(), z.unknown()),
      /** As in `verifications.start`. */
      credentials: z.record(z.string(), z.string().nullable()),
    }),
    SignIn,
  ),
  'signIns.get': query(z.object({ signInId: z.string() }), SignIn),
  'signIns.cancel': command(z.object({ signInId: z.string() }), SignIn),
} as const
