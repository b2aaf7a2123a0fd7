import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

export interface RotatingFileOptions {
  readonly file: string
  readonly mostBytes: number
  /** How many full files are kept besides the current one: `x.1.log` is the newest. */
  readonly oldFiles: number
}

export interface RotatingFile {
  write(line: string): void
  close(): void
}

/** A file that lines are appended to at once; a full one steps aside. A disk that takes no more loses lines, never more. */
export function openRotatingFile({ file, mostBytes, oldFiles }: RotatingFileOptions): RotatingFile {
  let handle: number | null = null
  let bytes = 0

  const open = () => {
    handle = openSync(file, 'a', 0o600)
    bytes = fstatSync(handle).size
    return handle
  }
  const close = () => {
    if (handle !== null) closeSync(handle)
    handle = null
  }
  const nameOf = (age: number) => (age === 0 ? file : file.replace(/(\.[^./\\]*)?$/, `.${age}$1`))
  const rotate = () => {
    close()
    rmSync(nameOf(oldFiles), { force: true })
    for (let age = oldFiles - 1; age >= 0; age--) {
      try {
        renameSync(nameOf(age), nameOf(age + 1))
      } catch {
        // There is none of that age yet.
      }
    }
  }

  return {
    write(line) {
      try {
        if (handle === null) open()
        if (bytes > 0 && bytes + Buffer.byteLength(line) > mostBytes) rotate()
        const target = handle ?? open()
        bytes += writeSync(target, line)
      } catch {
        // Nothing may fail because it cannot be logged.
      }
    },
    close,
  }
}
