import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'

/** Makes a folder for its owner alone; one that is there already loses other users' access. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  makePrivate(path)
}

/**
 * Makes an empty file for its owner alone; one that is there already keeps its content and loses other users' access. It is not
 * opened then: closing a file drops the locks this process holds on it.
 */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    makePrivate(path)
  }
}

/** Takes other users' access to a file or folder away, if it is there and this user's. On Windows the folder above decides. */
export function makePrivate(path: string): void {
  if (process.platform === 'win32') return
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found || found.uid !== process.getuid?.() || (found.mode & 0o077) === 0) return
  chmodSync(path, found.mode & 0o700)
}
