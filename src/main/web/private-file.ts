import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Puts a file in place as a whole, readable by its owner alone: after a crash there is the old one or the new one. */
export function writePrivateFile(file: string, content: string | Buffer): void {
  const draft = `${file}.${process.pid}.tmp`
  try {
    const handle = openSync(draft, 'w', 0o600)
    try {
      writeFileSync(handle, content)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
