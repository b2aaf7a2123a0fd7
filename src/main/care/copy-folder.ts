import { copyFile, lstat, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { checkCopy } from '../store/copy-database.ts'
import { syncFile, syncFolder } from '../store/durable.ts'

export interface FolderCopy {
  readonly from: string
  /** Exists. */
  readonly to: string
  /** Names in `from`; missing ones are left out. */
  readonly entries: readonly string[]
  /** The name of the database among them. */
  readonly database: string
}

/** Copies entries of a folder with their modes, one file after the other, and checks what arrived. @throws WeirError `store.corrupt`; the system's own errors. */
export async function copyFolder(
  { from, to, entries, database }: FolderCopy,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const total = Math.max(1, await bytesOf(from, entries))
  let copied = 0

  const copyEntry = async (name: string, source: string, target: string): Promise<void> => {
    const path = join(source, name)
    const copy = join(target, name)
    const found = await lstat(path)
    if (found.isSymbolicLink()) return symlink(await readlink(path), copy)
    if (found.isDirectory()) {
      await mkdir(copy, { mode: found.mode & 0o700 })
      for (const inner of await readdir(path)) await copyEntry(inner, path, copy)
      return syncFolder(copy)
    }
    if (!found.isFile()) return
    await copyFile(path, copy)
    syncFile(copy)
    if ((await stat(copy)).size !== found.size) throw incomplete(copy)
    copied += found.size
    onProgress(Math.min(1, copied / total))
  }

  const present = new Set(await readdir(from))
  for (const name of entries) if (present.has(name)) await copyEntry(name, from, to)
  syncFolder(to)
  if (present.has(database)) checkCopy(join(to, database))
}

/** Bytes in the files of these entries of a folder; missing ones count nothing. */
export async function bytesOf(folder: string, entries: readonly string[]): Promise<number> {
  let bytes = 0
  for (const name of entries) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => null)
    if (found?.isDirectory()) bytes += await bytesOf(path, await readdir(path))
    else bytes += found?.size ?? 0
  }
  return bytes
}

const incomplete = (path: string) =>
  new WeirError('store.corrupt', {
    hint: 'A file did not arrive whole in the new folder. Check that disk; the data is still in its old place.',
    details: { path },
  })
