import { z } from 'zod'
import { Fault } from '../contract/faults.ts'

/** How secrets are kept: by the system's key store, by a file vault, or (`none`) not at all. */
export const VaultKind = z.enum(['system', 'key-file', 'passphrase', 'none'])
export type VaultKind = z.infer<typeof VaultKind>

export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'headless']),
  platform: z.string(),
  dataFolder: z.string(),
  systemTimeZone: z.string(),
  vault: z.object({ kind: VaultKind, locked: z.boolean(), warning: z.string().nullable() }),
  /** Whether this shell can show the system's folder picker. */
  canPickFolders: z.boolean(),
  /** Why the application cannot work at all (a store fault); null when it can. */
  blockedBy: Fault.nullable(),
})
export type AppInfo = z.infer<typeof AppInfo>
