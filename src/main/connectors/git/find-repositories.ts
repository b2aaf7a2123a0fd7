import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { WeirError } from '../../../shared/contract/weir-error.ts'

const depthLimit = 5
const foldersLimit = 50_000
const skipped = new Set([
  'node_modules',
  'bower_components',
  '__pycache__',
  'venv',
  '$RECYCLE.BIN',
  'System Volume Information',
])

/**
 * The repositories at or below a folder, down to five levels, as paths: the folder itself when it is one (then nothing below it is
 * looked at). Hidden folders and package folders are skipped; links are followed, no folder is visited twice.
 * @throws WeirError `source.unreadable` when the folder itself cannot be listed.
 */
export async function* findRepositories(folder: string, signal: AbortSignal): AsyncGenerator<string> {
  const visited = new Set<string>()
  let level = [folder]
  for (let depth = 0; depth <= depthLimit && level.length > 0; depth++) {
    const below: string[] = []
    for (const path of level) {
      signal.throwIfAborted()
      const real = await realpath(path).catch(() => path)
      if (visited.has(real) || visited.size >= foldersLimit) continue
      visited.add(real)
      const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
        if (depth > 0) return []
        throw unreadable(path, error)
      })
      if (isRepository(entries)) yield path
      else below.push(...(await subfolders(path, entries)))
    }
    level = below
  }
}

/** The nearest folder above that is a repository, or null. */
export async function repositoryAround(folder: string): Promise<string | null> {
  for (let path = dirname(folder); path !== dirname(path); path = dirname(path)) {
    if (isRepository(await readdir(path, { withFileTypes: true }).catch(() => []))) return path
  }
  return null
}

/** A `.git` folder or file, or a bare repository's own files. */
function isRepository(entries: readonly Dirent[]): boolean {
  const names = new Map(entries.map(entry => [entry.name, entry]))
  if (names.has('.git')) return true
  const isFolder = (name: string) => names.has(name) && !names.get(name)?.isFile()
  return names.has('HEAD') && isFolder('objects') && isFolder('refs')
}

async function subfolders(path: string, entries: readonly Dirent[]): Promise<string[]> {
  const found: string[] = []
  for (const entry of entries) {
    if (entry.name.startsWith('.') || skipped.has(entry.name)) continue
    const child = join(path, entry.name)
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isDirectory(child)))) found.push(child)
  }
  return found.sort()
}

const isDirectory = (path: string) =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )

function unreadable(path: string, cause: unknown): WeirError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const hints: Record<string, string> = {
    ENOENT: 'There is no such folder. Check the path.',
    ENOTDIR: 'This is a file. Give the folder of the repository.',
    EACCES: 'You may not read this folder. Check its permissions.',
    EPERM: 'The system does not let Weir read this folder. Allow it in the privacy settings.',
  }
  return new WeirError('source.unreadable', {
    hint: hints[code] ?? 'This folder cannot be read.',
    details: { path, reason: code },
    cause,
  })
}
