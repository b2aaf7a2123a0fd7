import type { ConnectorContext, SourceRef } from '../sdk/connector.ts'
import { damaged } from './faults.ts'
import { isRemote, updateMirror } from './mirror.ts'
import { type FoundObject, inspectObjects } from './objects.ts'
import { askGit } from './program.ts'
import { digest, fingerprintOf, type Ref, type Refs, readRefs } from './refs.ts'
import { folderOf, type RepositoryInfo, readRepositoryInfo } from './repository-info.ts'
import type { GitCredentials, GitSettings } from './settings.ts'
import type { Snapshot } from './snapshot.ts'

export type GitContext = ConnectorContext<GitSettings, GitCredentials>

/** A repository as it was when this run first looked at it: all streams of a run read the same state. */
export interface OpenSource {
  readonly info: RepositoryInfo
  readonly fingerprint: string
  readonly refs: readonly Ref[]
  /** What the refs point at. Asked for once, and only when something has changed. */
  objects(): Promise<ReadonlyMap<string, FoundObject>>
  snapshot(): Promise<Snapshot>
}

const opened = new WeakMap<GitContext, Map<string, Promise<OpenSource>>>()

/**
 * The source as this run sees it; a remote's mirror is brought up to date first.
 * @throws WeirError `source.*`, `remote.*`, `auth.rejected`, `tool.missing`.
 */
export function openSource(context: GitContext, source: SourceRef): Promise<OpenSource> {
  const known = opened.get(context) ?? new Map<string, Promise<OpenSource>>()
  opened.set(context, known)
  const present = known.get(source.externalId)
  if (present) return present
  const opening = open(context, source)
  known.set(source.externalId, opening)
  opening.catch(() => known.delete(source.externalId))
  return opening
}

async function open(context: GitContext, { externalId, identity = externalId }: SourceRef): Promise<OpenSource> {
  const { commands } = context
  const folder = isRemote(externalId) ? await updateMirror(context, externalId, identity) : folderOf(externalId)
  const info = await readRepositoryInfo(commands, folder)
  const refs = await readRefs(commands, info)
  const fingerprint = fingerprintOf(refs)
  const objects = once(() => inspectObjects(commands, info.cwd, [...refs.refs.map(ref => ref.sha), ...refs.heads]))
  return {
    info,
    fingerprint,
    refs: refs.refs,
    objects,
    snapshot: once(async () => {
      const found = await objects()
      refuseDamaged(info, found)
      warnAboutMissing(context, refs, found)
      const tips = new Set<string>()
      for (const { commit } of found.values()) if (commit !== null) tips.add(commit)
      return {
        fingerprint,
        graph: refs.graph,
        mailmap: await mailmapOf(context, info, refs),
        tips: [...tips].sort().join(' '),
      }
    }),
  }
}

/** A bare repository's `.mailmap` is the one in HEAD. */
async function mailmapOf({ commands }: GitContext, info: RepositoryInfo, refs: Refs): Promise<string> {
  if (info.workTree) return refs.mailmap
  const { ok, output } = await askGit(commands, ['rev-parse', '--verify', '--quiet', 'HEAD:.mailmap'], {
    cwd: info.cwd,
  })
  return digest([ok ? output : ''])
}

/** With nothing behind any ref, the repository is broken, not emptied: what is stored of it stays. */
function refuseDamaged({ cwd }: RepositoryInfo, found: ReadonlyMap<string, FoundObject>): void {
  if (found.size > 0 && [...found.values()].every(({ type }) => type === null)) throw damaged(cwd)
}

function warnAboutMissing(context: GitContext, { refs }: Refs, found: ReadonlyMap<string, FoundObject>): void {
  const missing = refs.filter(ref => found.get(ref.sha)?.type === null)
  if (missing.length === 0) return
  const some = missing.slice(0, 5).map(ref => ref.name)
  context.log('warn', `${missing.length} refs point at objects that are missing and were left out: ${some.join(', ')}`)
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null
  return () => {
    made ??= make()
    return made
  }
}
