import { z } from 'zod'
import { Instant } from '../sdk/instant.ts'
import type { Remote } from './remote.ts'

/** The clock of the server when the run began, epoch ms; this computer's where the server does not say. */
export const serverTime = (remote: Remote, now: () => number): Promise<number> =>
  remote.once('server time', async () => {
    const info = await remote.ask(z.object({ serverTime: Instant.optional() }), { path: `${remote.api}/serverInfo` })
    return info.serverTime ?? now()
  })
