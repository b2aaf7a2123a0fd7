import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandRunner } from '../sdk/connector.ts'
import { askGit, readGit } from './program.ts'
import type { RepositoryInfo } from './repository-info.ts'

export interface Ref {
  /** The full name: `refs/heads/main`. */
  readonly name: string
  readonly sha: string
  /** What a symbolic ref points at, else empty. */
  readonly target: string
  /** Whether HEAD is this branch. */
  readonly checkedOut: boolean
}

/** Everything a sync starts from, read without opening an object. */
export interface Refs {
  readonly refs: readonly Ref[]
  /** What HEAD points at where it is no branch, and the HEADs of further work trees. */
  readonly heads: readonly string[]
  /** Changes with what is stored but not in commits: the shallow boundary, grafts and replacements. */
  readonly graph: string
  /** Changes with the work tree's `.mailmap`; in a bare repository it is part of the commits. */
  readonly mailmap: string
}

/** The refs `git rev-list --all` starts from: all of `refs/`, HEAD, and every work tree's HEAD. */
export async function readRefs(commands: CommandRunner, info: RepositoryInfo): Promise<Refs> {
  const options = { cwd: info.cwd }
  const listed = await readGit(
    commands,
    ['for-each-ref', '--format=%(HEAD)%(objectname) %(symref) %(refname)'],
    options,
  )
  const refs = listed
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(parseRef)
  const heads: string[] = []
  if (!refs.some(ref => ref.checkedOut)) heads.push(...(await detachedHead(commands, info)))
  if (await exists(join(info.gitFolder, 'worktrees'))) heads.push(...(await workTreeHeads(commands, info)))
  const graph = digest([
    await content(join(info.gitFolder, 'shallow')),
    await content(join(info.gitFolder, 'info', 'grafts')),
    ...refs.filter(ref => ref.name.startsWith('refs/replace/')).map(ref => `${ref.name} ${ref.sha}`),
  ])
  const mailmap = info.workTree ? digest([await content(join(info.cwd, '.mailmap'))]) : ''
  return { refs, heads, graph, mailmap }
}

/** Whether anything at all is as it was. */
export function fingerprintOf({ refs, heads, graph, mailmap }: Refs): string {
  return digest([graph, mailmap, ...heads, ...refs.map(ref => `${ref.name} ${ref.sha}`)])
}

export function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64url')
}

/** HEAD's branch, or for a clone the branch its `origin/HEAD` names; `heads/main`, `remotes/origin/main`; null when neither exists. */
export function defaultBranch(refs: readonly Ref[]): string | null {
  const names = new Set(refs.map(ref => ref.name))
  const upstream = refs.find(ref => ref.name === 'refs/remotes/origin/HEAD')?.target
  const branch = upstream && names.has(upstream) ? upstream : refs.find(ref => ref.checkedOut)?.name
  const usual = ['heads/main', 'heads/master', 'remotes/origin/main', 'remotes/origin/master'].map(
    name => `refs/${name}`,
  )
  return (branch ?? usual.find(name => names.has(name)))?.slice('refs/'.length) ?? null
}

function parseRef(line: string): Ref {
  const [sha = '', target = '', name = ''] = line.slice(1).split(' ')
  return { name, sha, target, checkedOut: line.startsWith('*') }
}

async function detachedHead(commands: CommandRunner, info: RepositoryInfo): Promise<string[]> {
  const { ok, output } = await askGit(commands, ['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd: info.cwd })
  return ok ? [output.toString('latin1').trim()] : []
}

async function workTreeHeads(commands: CommandRunner, info: RepositoryInfo): Promise<string[]> {
  const listed = await readGit(commands, ['worktree', 'list', '--porcelain'], { cwd: info.cwd })
  return listed
    .toString('latin1')
    .split('\n')
    .filter(line => /^HEAD [0-9a-f]+$/.test(line) && !/^HEAD 0+$/.test(line))
    .map(line => line.slice('HEAD '.length))
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A file's bytes; empty when it is not there or cannot be read, as git takes it. */
const content = (path: string) => readFile(path).catch(() => Buffer.alloc(0))
