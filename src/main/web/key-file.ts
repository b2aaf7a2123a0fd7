import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { keyLength, type SealingKey, sealingKey } from './seal.ts'

/** The key in a file; null when there is no file. @throws WeirError `vault.unavailable` when it cannot be used. */
export function readKeyFile(file: string): SealingKey | null {
  const bytes = read(file)
  if (bytes === null) return null
  if (bytes.length !== keyLength)
    throw unusable('vault.key is damaged. Restore it from a backup, or delete it and enter the credentials again.')
  return sealingKey(bytes)
}

/** Makes the key file, readable by its owner alone, unless another process has just done so. Returns the key now in it. */
export function createKeyFile(file: string): SealingKey {
  let created = false
  try {
    const handle = openSync(file, 'wx', 0o600)
    created = true
    try {
      writeFileSync(handle, randomBytes(keyLength))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (cause) {
    // Half a key would be taken for a damaged one.
    if (created) rmSync(file, { force: true })
    if (!hasCode(cause, 'EEXIST')) throw unusable('The key for secrets cannot be written to the data folder.', cause)
  }
  const key = readKeyFile(file)
  if (!key) throw unusable('vault.key has just disappeared. Try again.')
  return key
}

/** Takes other users' access to the key away. Returns what the user should know about it, null when nothing was wrong. */
export function tightenKeyFile(file: string): string | null {
  if (process.platform === 'win32') return null
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found || (found.mode & 0o077) === 0) return null
  const exposed = 'vault.key could be read by other users of this machine.'
  try {
    chmodSync(file, 0o600)
  } catch {
    return `${exposed} It still can: make yourself its owner and set its mode to 600.`
  }
  return `${exposed} Weir has put that right; change the stored credentials if somebody may have read it.`
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null
    throw unusable('vault.key cannot be read. Check who may read it.', cause)
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

const unusable = (hint: string, cause?: unknown) =>
  new WeirError('vault.unavailable', { hint, ...(cause !== undefined && { cause }) })
