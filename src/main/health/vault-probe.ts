import type { ReadonlyKysely } from 'kysely/readonly'
import type { Vault } from '../ports.ts'
import type { Database } from '../store/schema.ts'
import { type Probe, singleProbe } from './probe.ts'
import { judgeVault } from './vault-health.ts'

/** Looks at whether secrets can be opened. It never asks the key store for its key, which might show a prompt. */
export function vaultProbe(db: ReadonlyKysely<Database>, vault: Vault): Probe {
  return singleProbe('vault', 'Credential vault', 15_000, async () => {
    const { secrets } = await db
      .selectFrom('credentials')
      .select(({ fn }) => fn.countAll<number>().as('secrets'))
      .executeTakeFirstOrThrow()
    return judgeVault({ kind: vault.kind, secrets, ...vault.status() })
  })
}
