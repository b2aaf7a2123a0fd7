import type { FaultCode } from '../../shared/contract/faults.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'

/**
 * What an error of SQLite or of the data folder's disk means for the user: a `store.*` fault that keeps the error as its
 * cause. Null when it is neither.
 */
export function storeFault(error: unknown): WeirError | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const systemCode = error.code
  const code = faultCodeOf(systemCode)
  return code && new WeirError(code, { hint: hints[code], cause: error, details: { code: systemCode } })
}

type StoreFaultCode = Extract<FaultCode, `store.${string}`>

const hints = {
  'store.corrupt':
    'The database cannot be read as it should. Check it with `weir database check`, and restore it from a backup with `weir database restore`.',
  'store.full': 'The disk is full. Free some space on the disk that holds the data folder, then try again.',
  'store.readonly':
    'Weir may not write to its data folder. Give your account the right to write to it, or choose another folder.',
  'store.locked':
    'Another program holds the database. Close other Weir windows and tools that have it open, then try again.',
  'store.too_new': 'The data was written by a newer version of Weir. Install that version or a later one.',
} as const satisfies Record<StoreFaultCode, string>

const exact: Readonly<Record<string, StoreFaultCode>> = {
  SQLITE_NOTADB: 'store.corrupt',
  SQLITE_FULL: 'store.full',
  SQLITE_IOERR_SHMSIZE: 'store.full',
  SQLITE_PERM: 'store.readonly',
  ENOSPC: 'store.full',
  EDQUOT: 'store.full',
  EACCES: 'store.readonly',
  EPERM: 'store.readonly',
  EROFS: 'store.readonly',
}

/** SQLite's extended codes begin with their primary one: `SQLITE_IOERR_READ`. */
const families: readonly (readonly [prefix: string, code: StoreFaultCode])[] = [
  ['SQLITE_CORRUPT', 'store.corrupt'],
  ['SQLITE_IOERR', 'store.corrupt'],
  ['SQLITE_READONLY', 'store.readonly'],
  ['SQLITE_CANTOPEN', 'store.readonly'],
  ['SQLITE_BUSY', 'store.locked'],
  ['SQLITE_LOCKED', 'store.locked'],
]

function faultCodeOf(systemCode: string): StoreFaultCode | null {
  if (Object.hasOwn(exact, systemCode)) return exact[systemCode] ?? null
  return families.find(([prefix]) => systemCode.startsWith(prefix))?.[1] ?? null
}
