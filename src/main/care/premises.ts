import type { ReadonlyKysely } from 'kysely/readonly'
import type { Fault } from '../../shared/contract/faults.ts'
import type { Database } from '../store/schema.ts'

/** What care of the database needs of an open workspace. */
export interface Upkeep {
  readonly db: ReadonlyKysely<Database>
  /** Runs `work` while no job runs or starts. @throws WeirError `job.conflict`. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
  /** What is wrong with the database; null when it is sound. The result is written down. */
  checkIntegrity(signal: AbortSignal): Promise<string | null>
  compact(): Promise<void>
}

/** The workspace as the application holds it: care closes it while it replaces what it works on. */
export interface Premises {
  /** The open workspace's part; null while there is none. */
  upkeep(): Upkeep | null
  /** Why there is none: the store's fault; null when it is open or away. */
  blockedBy(): Fault | null
  /** Closes the workspace and everything on it; requests are answered with this hint until it is opened again. */
  close(hint: string): Promise<void>
  /** Opens it again and has everything fetched anew. Resolves to the fault that blocks it, null when it is open. */
  open(): Promise<Fault | null>
  /** Ends the application in order and starts it again on the data folder as it is found then; absent where the shell cannot. */
  readonly restart?: () => void
}
