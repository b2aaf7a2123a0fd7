import type { FoundSource } from '../../../shared/model/connection.ts'
import type { CommitStatsEntity, Entity } from '../../../shared/model/entities.ts'
import { createCommandRunner } from '../../ingest/command-runner.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import type { Connector, ConnectorContext, Page, SourceRef, Stream, VerifyResult } from './connector.ts'
import type { Access } from './oauth.ts'

export interface HostOptions {
  readonly connector: Connector
  readonly settings: unknown
  readonly credentials: unknown
  readonly cacheFolder: string
  /** By the user's sign-in, where the connector needs one. */
  readonly access?: Access
}

/** What a run did. `ended` is false when it was cut off. */
export interface RunReport {
  readonly ended: boolean
  readonly pages: number
  readonly records: number
  readonly removed: number
}

export interface RunOptions {
  /** Cuts the run off after so many committed pages, as a kill would: nothing more is read or written. */
  readonly killAfter?: number
  /** Aborts after so many committed pages, while the next one is being read. */
  readonly abortAfter?: number
  /** Goes on with the run before, as after a pause: streams that were complete in it are not read again. */
  readonly resume?: boolean
}

/** A row as the store would have it: a commit's line counts are part of it, and what is removed is only inactive. */
export interface MemoryRow {
  readonly key: string
  readonly active: boolean
  readonly entity: Entity
  readonly stats: CommitStatsEntity | null
}

/** A host that keeps rows and cursors in memory, and applies pages as the real one does: rows and cursor together or not at all. */
export interface MemoryHost {
  /** The active rows, in order of source, kind and key. */
  rows(): readonly MemoryRow[]
  readonly logged: readonly string[]
  run(sources: readonly SourceRef[], options?: RunOptions): Promise<RunReport>
  verify(): Promise<VerifyResult>
  discover(): Promise<FoundSource[]>
  /** Forgets the cursors, as a change of the settings does. */
  forgetCursors(): void
  /** Leaves the cursors of a stream without one of their properties, as before it came in. */
  forgetOfCursors(stream: string, property: string): void
}

export function createMemoryHost({ connector, settings, credentials, cacheFolder, access }: HostOptions): MemoryHost {
  const rows = new Map<string, MemoryRow>()
  const cursors = new Map<string, string>()
  const complete = new Set<string>()
  const logged: string[] = []

  const context = (signal: AbortSignal): ConnectorContext => ({
    settings: connector.settings.parse(settings),
    credentials: connector.credentials?.parse(credentials) ?? {},
    commands: createCommandRunner({ signal }),
    http: createHttp({ signal, now: Date.now, retry: { retries: 4, minMs: 1, maxMs: 5 } }),
    ...(access && { access }),
    signal,
    now: Date.now,
    log: (level, message) => logged.push(`${level}: ${message}`),
    cacheFolder,
  })

  const awaited = new Set<string>()
  const putEntity = (prefix: (kind: string) => string, entity: Exclude<Entity, CommitStatsEntity>) => {
    const key = prefix(entity.kind) + keyOf(entity)
    const known = rows.get(key)
    if (entity.kind === 'commit') {
      if (!known && awaited.has(key)) throw new Error(`${entity.sha} came after its child`)
      for (const parent of entity.parents)
        if (!rows.has(prefix('commit') + parent)) awaited.add(prefix('commit') + parent)
    }
    rows.set(key, { key, active: true, entity: whole(entity, known?.entity), stats: known?.stats ?? null })
  }
  const putStats = (key: string, stats: CommitStatsEntity) => {
    const row = rows.get(key)
    if (!row) throw new Error(`${stats.sha} was counted before it was read`)
    rows.set(key, { ...row, stats })
  }

  const apply = (source: SourceRef, stream: Stream, page: Page<unknown, unknown>, swept: Set<string>) => {
    const prefix = (kind: string) => `${source.externalId}\n${kind}\n`
    let removed = 0
    let unresolved = 0
    for (const record of page.records) {
      for (const entity of stream.map(record)) {
        if (entity.kind === 'commit_stats') putStats(prefix('commit') + entity.sha, entity)
        else putEntity(prefix, entity)
        if (isRef(entity) && entity.commitSha !== null && !rows.has(prefix('commit') + entity.commitSha)) unresolved++
      }
    }
    const remove = (key: string) => {
      const row = rows.get(key)
      if (!row?.active) return
      rows.set(key, { ...row, active: false })
      removed++
    }
    for (const { kind, key } of page.deleted ?? []) remove(prefix(kind) + key)
    for (const key of page.seen ?? []) swept.add(key)
    if (page.sweepComplete && stream.deletes) {
      const start = prefix(stream.deletes)
      for (const key of rows.keys()) if (key.startsWith(start) && !swept.has(key.slice(start.length))) remove(key)
    }
    cursors.set(cursorKey(source, stream.name), JSON.stringify(page.cursor))
    return { removed, unresolved }
  }

  const missingCommit = ({ externalId }: SourceRef, sha: string) =>
    rows.get(`${externalId}\ncommit\n${sha}`)?.active !== true
  const commitsNamed = ({ externalId }: SourceRef) => [
    ...new Set(
      [...rows.values()]
        .filter(row => row.active && row.key.startsWith(`${externalId}\n`))
        .flatMap(({ entity }) => shaNamedBy(entity) ?? []),
    ),
  ]

  return {
    rows: () => [...rows.values()].filter(row => row.active).sort((a, b) => (a.key < b.key ? -1 : 1)),
    logged,
    verify: () => connector.verify(context(new AbortController().signal)),
    discover: () => Array.fromAsync(connector.discover(context(new AbortController().signal))),
    forgetCursors: () => cursors.clear(),
    forgetOfCursors(stream, property) {
      for (const [key, json] of cursors) {
        if (key.endsWith(`\n${stream}`))
          cursors.set(key, JSON.stringify({ ...JSON.parse(json), [property]: undefined }))
      }
    },
    async run(sources, { killAfter, abortAfter, resume = false } = {}) {
      const controller = new AbortController()
      const run = context(controller.signal)
      const report = { pages: 0, records: 0, removed: 0 }
      if (!resume) complete.clear()
      if (abortAfter === 0) queueMicrotask(() => controller.abort())
      for (const source of sources) {
        for (const stream of connector.streams) {
          const key = cursorKey(source, stream.name)
          if (complete.has(key)) continue
          const stored = (name: string) => JSON.parse(cursors.get(cursorKey(source, name)) ?? 'null')
          const cursor = cursors.has(key) ? stream.cursor.parse(stored(stream.name)) : null
          const dependencies = Object.fromEntries((stream.dependsOn ?? []).map(name => [name, stored(name)]))
          let unresolved = 0
          const swept = new Set<string>()
          const missing = (keys: readonly string[]) =>
            keys.filter(one => rows.get(`${source.externalId}\n${stream.deletes}\n${one}`)?.active !== true)
          const kindPrefix = `${source.externalId}\n${stream.deletes}\n`
          const active = () => [...rows.values()].filter(row => row.active && row.key.startsWith(kindPrefix)).length
          const unreadCommits = () => commitsNamed(source).filter(sha => missingCommit(source, sha))
          const input = { source, cursor, dependencies, missing, active, unreadCommits, elsewhere: () => false }
          for await (const page of stream.read(run, input)) {
            if (report.pages === killAfter) return { ...report, ended: false }
            const applied = apply(source, stream, page, swept)
            report.removed += applied.removed
            unresolved += applied.unresolved
            if (unresolved > 0) cursors.delete(key)
            report.pages++
            report.records += page.records.length
            if (report.pages === abortAfter) queueMicrotask(() => controller.abort())
          }
          complete.add(key)
        }
      }
      return { ...report, ended: true }
    },
  }
}

/** A service's commits come in parts, in any order. */
function whole(entity: Entity, known: Entity | undefined): Entity {
  if (entity.kind !== 'service_commits' || entity.begin || known?.kind !== 'service_commits') return entity
  return { ...entity, shas: [...new Set([...known.shas, ...entity.shas])].sort() }
}

const cursorKey = (source: SourceRef, stream: string) => `${source.externalId}\n${stream}`

function shaNamedBy(entity: Entity): string | null {
  if (entity.kind === 'hosted_deployment' || entity.kind === 'workflow_run') return entity.sha
  return entity.kind === 'hosted_tag' ? entity.commitSha : null
}

const isRef = (entity: Entity) => entity.kind === 'tag' || entity.kind === 'branch'

function keyOf(entity: Exclude<Entity, CommitStatsEntity>): string {
  switch (entity.kind) {
    case 'repository':
      return ''
    case 'commit':
      return entity.sha
    case 'service_commits':
      return String(entity.serviceId)
    case 'tag':
    case 'branch':
      return entity.name
    default:
      return entity.externalId
  }
}
