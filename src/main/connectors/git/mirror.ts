import { createHash } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { ConnectorContext } from '../sdk/connector.ts'
import { remoteFault } from './faults.ts'
import { askGit, type GitOptions, readGit } from './program.ts'
import { remoteProblem, tokenOrigin } from './remote-url.ts'
import type { GitAccess, GitSettings } from './settings.ts'
import { trustFile } from './trust-file.ts'

type Context = ConnectorContext<GitSettings, GitAccess>

/** Whether an external id is a remote's address rather than a folder. */
export function isRemote(externalId: string): boolean {
  return remoteProblem(externalId) === null
}

/** Where a connection keeps its own copy of the remote that is known by `identity`; it may not be there yet. */
export const mirrorFolder = (cacheFolder: string, identity: string): string =>
  join(cacheFolder, `${createHash('sha256').update(identity).digest('hex').slice(0, 24)}.git`)

/**
 * The folder of this connection's own copy of a remote, as new as the remote is now. Cloned beside its place and moved there when
 * whole, so that an interrupted clone leaves nothing half. The copy is known by `identity`, which may outlive the address.
 * @throws WeirError `auth.rejected`, `remote.*`.
 */
export async function updateMirror(context: Context, remote: string, identity: string): Promise<string> {
  if (context.cacheFolder === null) {
    throw new WeirError('remote.rejected', { hint: 'Save the connection first.', details: { remote } })
  }
  const folder = mirrorFolder(context.cacheFolder, identity)
  const options = await remoteOptions(context, remote)
  if (await isThere(folder, mirrorFolder(context.cacheFolder, remote))) {
    context.log('info', `Fetching ${remote}`)
    const fetch = ['fetch', '--quiet', '--prune', '--force', '--no-recurse-submodules', '--', remote, '+refs/*:refs/*']
    await readGit(context.commands, fetch, { ...options, cwd: folder }, stderr => remoteFault(stderr, remote))
    await followHead(context, remote, folder)
    return folder
  }
  context.log('info', `Copying ${remote} for the first time`)
  await mkdir(context.cacheFolder, { recursive: true, mode: 0o700 })
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const clone = ['clone', '--quiet', '--mirror', '--template=', '--', remote, unfinished]
  await readGit(context.commands, clone, { ...options, cwd: context.cacheFolder }, stderr =>
    remoteFault(stderr, remote),
  )
  await rename(unfinished, folder)
  return folder
}

/** Whether the copy is in its folder. One that was made when copies were known by their address is moved there. */
async function isThere(folder: string, byAddress: string): Promise<boolean> {
  if (await stat(folder).catch(() => null)) return true
  if (folder === byAddress || !(await stat(byAddress).catch(() => null))) return false
  await rename(byAddress, folder)
  return true
}

/** Asks a remote for its default branch. @throws WeirError `auth.rejected`, `remote.*`. */
export async function askRemote(context: Context, remote: string): Promise<string | null> {
  const answer = await readGit(
    context.commands,
    ['ls-remote', '--symref', '--', remote, 'HEAD'],
    outsideAnyRepository(await remoteOptions(context, remote)),
    stderr => remoteFault(stderr, remote),
  )
  return /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(answer.toString('utf8'))?.[1] ?? null
}

/** Keeps the copy's HEAD at the remote's default branch, which may have been renamed. */
async function followHead(context: Context, remote: string, folder: string): Promise<void> {
  const branch = await askRemote(context, remote)
  if (branch === null) return
  const { ok, stderr } = await askGit(context.commands, ['symbolic-ref', 'HEAD', branch], { cwd: folder })
  if (!ok) context.log('warn', `The default branch ${branch} could not be set: ${stderr.slice(0, 200)}`)
}

/** The token travels in the environment: never in an argument, a file or a message. */
async function remoteOptions({ credentials, cacheFolder }: Context, remote: string): Promise<GitOptions> {
  const { username, token, certificate = '' } = credentials
  const origin = tokenOrigin(remote)
  const config: [string, string][] = [['gc.autoDetach', 'false']]
  const env: Record<string, string> = {}
  if (token !== undefined && token !== '' && origin !== null) {
    // Asked for this origin alone. A header of the configuration would follow where the remote sends git on to.
    config.push(['credential.helper', ''], [`credential.${origin}.helper`, credentialHelper])
    env['WEIR_GIT_USERNAME'] = username || 'x-access-token'
    env['WEIR_GIT_TOKEN'] = token
  }
  if (certificate !== '' && origin !== null && cacheFolder !== null) {
    config.push([`http.${origin}/.sslCAInfo`, await trustFile(cacheFolder, certificate)])
    // Git on Windows may be one that asks only the system otherwise.
    config.push(['http.schannelUseSSLCAInfo', 'true'])
  }
  return { config, env, transports: transportOf(remote) }
}

/** A program for git's own shell, which it brings along on Windows, too. */
const credentialHelper =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$WEIR_GIT_USERNAME" "$WEIR_GIT_TOKEN"; }; f'

/** Its own transport alone: a redirect to another one is refused. */
function transportOf(remote: string): string {
  return URL.canParse(remote) ? new URL(remote).protocol.slice(0, -1) : 'ssh'
}

/** Without a repository around it, no repository's configuration can have a say. */
function outsideAnyRepository(options: GitOptions): GitOptions {
  return { ...options, env: { ...options.env, GIT_DIR: '/dev/null' } }
}
