import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The bytes of the files below a folder; 0 when there is none. Files that vanish meanwhile do not count. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null)
    bytes += found?.size ?? 0
  }
  return bytes
}
