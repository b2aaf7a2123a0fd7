import type { Database } from 'better-sqlite3'
import type { FlowConfig } from '../../../shared/model/flow.ts'
import { flowVersionInForce, readFlowConfig } from '../../flow/flow-versions.ts'
import { type ChunkColumns, openChunk } from '../../flow/issue-chunk.ts'
import { buildFlowSnapshot } from './build-snapshot.ts'
import { type Catalogue, loadCatalogue } from './catalogue.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'
import { type IssueColumns, joinChunks } from './issue-columns.ts'

/** Everything questions about flow are answered from. All of it is of one moment. */
export interface FlowMoment {
  readonly columns: IssueColumns
  readonly catalogue: Catalogue
  /** The configuration in force; null before the first issues came. */
  readonly config: FlowConfig | null
  /** The issues that count under it; none without a configuration. */
  readonly snapshot: FlowSnapshot
}

interface Kept {
  readonly chunks: Map<number, { readonly version: number; readonly columns: ChunkColumns | null }>
  chunkMark: string
  columns: IssueColumns
  configVersion: number
  moment: FlowMoment | null
}

const kept = new WeakMap<Database, Kept>()

/**
 * The moment a connection sees, to be called in the transaction of the question. What is the same as at the last question is
 * kept; of the issues only the chunks that have changed since are read again.
 */
export function loadFlowMoment(db: Database): FlowMoment {
  const cache = kept.get(db) ?? {
    chunks: new Map(),
    chunkMark: '',
    columns: joinChunks([]),
    configVersion: -1,
    moment: null,
  }
  kept.set(db, cache)
  const chunksChanged = refreshChunks(db, cache)
  const catalogue = loadCatalogue(db)
  const version = flowVersionInForce(db)
  const last = cache.moment
  if (last && !chunksChanged && version === cache.configVersion && catalogue.mark === last.catalogue.mark) return last
  const config = last && version === cache.configVersion ? last.config : (readFlowConfig(db)?.config ?? null)
  const { columns } = cache
  const snapshot = buildFlowSnapshot(columns, catalogue, config ?? { flows: [], issueTypes: [] })
  cache.configVersion = version
  cache.moment = { columns, catalogue, config, snapshot }
  return cache.moment
}

/** Whether anything has changed. */
function refreshChunks(db: Database, cache: Kept): boolean {
  const mark = db
    .prepare<[], string>(`select count(*) || ' ' || coalesce(max(version), 0) from issue_chunks`)
    .pluck()
    .get()
  if (mark === cache.chunkMark) return false
  const rows = db.prepare<[], [number, number]>('select id, version from issue_chunks').raw().all()
  const there = new Map(rows)
  for (const id of cache.chunks.keys()) if (!there.has(id)) cache.chunks.delete(id)
  const changed = rows.filter(([id, version]) => cache.chunks.get(id)?.version !== version).map(([id]) => id)
  const read = db.prepare<[string], ChunkRow>(chunksById).raw().iterate(JSON.stringify(changed))
  for (const [id, version, packed] of read) cache.chunks.set(id, { version, columns: openChunk(packed) })
  const inOrder = [...cache.chunks].sort(([a], [b]) => a - b).flatMap(([, { columns }]) => columns ?? [])
  cache.columns = joinChunks(inOrder)
  cache.chunkMark = mark ?? ''
  return true
}

type ChunkRow = readonly [id: number, version: number, packed: Buffer]

const chunksById = 'select id, version, packed from issue_chunks where id in (select value from json_each(?))'
