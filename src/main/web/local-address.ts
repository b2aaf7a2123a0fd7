import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly temporaryFolder: string
  /** The user's id; -1 where there is none. */
  readonly userId: number
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  temporaryFolder: tmpdir(),
  userId: userInfo().uid,
})

// sockaddr_un.sun_path, less its closing zero.
const longestPath = (platform: NodeJS.Platform) => (platform === 'linux' ? 107 : 103)

export interface LocalAddress {
  readonly path: string
  /** Set when the socket's folder is not the data folder but one among the temporary ones. */
  readonly fallbackFolder: string | null
}

/**
 * Where the Weir on a data folder listens for this machine's own programs: a socket in the folder; where its path is too long for
 * a socket, one in a private folder among the temporary ones; on Windows a named pipe.
 */
export function localAddress(dataFolder: string, { platform, temporaryFolder, userId }: Machine): LocalAddress {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  if (platform === 'win32') return { path: `\\\\.\\pipe\\weir-${hash}`, fallbackFolder: null }
  const inFolder = join(dataFolder, 'weir.sock')
  if (Buffer.byteLength(inFolder) <= longestPath(platform)) return { path: inFolder, fallbackFolder: null }
  const fallbackFolder = join(temporaryFolder, `weir-${userId}-${hash}`)
  return { path: join(fallbackFolder, 'weir.sock'), fallbackFolder }
}

/**
 * The socket or pipe to listen on for an existing data folder, whichever way its path was written. A fallback folder is made.
 * @throws WeirError `store.locked` when the fallback folder is not the user's alone: anyone may have put something there before.
 */
export function claimLocalAddress(dataFolder: string, machine: Machine): LocalAddress {
  const address = localAddress(realpathSync.native(dataFolder), machine)
  if (address.fallbackFolder === null) return address
  mkdirSync(address.fallbackFolder, { mode: 0o700, recursive: true })
  checkFallbackFolder(address.fallbackFolder, machine)
  return address
}

/** The same for a client: null where nobody can be listening. @throws WeirError `store.locked` as above. */
export function findLocalAddress(dataFolder: string, machine: Machine): string | null {
  const { path, fallbackFolder } = localAddress(realpathSync.native(dataFolder), machine)
  if (fallbackFolder === null) return path
  if (!lstatSync(fallbackFolder, { throwIfNoEntry: false })) return null
  checkFallbackFolder(fallbackFolder, machine)
  return path
}

function checkFallbackFolder(folder: string, { userId }: Machine): void {
  const found = lstatSync(folder)
  if (found.isDirectory() && found.uid === userId && (found.mode & 0o077) === 0) return
  throw new WeirError('store.locked', {
    hint: 'The folder for the local socket belongs to somebody else. Use a data folder with a shorter path.',
    details: { folder },
  })
}
