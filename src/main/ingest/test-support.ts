import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { CommitEntity, Entity, TagEntity } from '../../shared/model/entities.ts'
import { DataSourceId, JobId, RunId } from '../../shared/model/ids.ts'
import type {
  CommandRunner,
  Connector,
  ConnectorContext,
  Page,
  ReadInput,
  Stream,
} from '../connectors/sdk/connector.ts'
import type { FromJobThread, JobAssignment } from './messages.ts'
import { createMeter } from './meter.ts'
import { type Ended, type SyncOptions, syncConnection } from './sync-connection.ts'

export const sha = (n: number) => n.toString(16).padStart(40, '0')
const anna = { name: 'Anna', email: 'anna@example.org' }

export const repository: Entity = {
  kind: 'repository',
  path: '/r',
  defaultBranch: 'heads/main',
  objectFormat: 'sha1',
  shallow: false,
}

export function commit(n: number, parents: readonly number[] = n > 1 ? [n - 1] : []): CommitEntity {
  return {
    kind: 'commit',
    sha: sha(n),
    parents: parents.map(sha),
    author: { name: `Person ${n}`, email: `p${n % 3}@example.org` },
    authoredAt: n * 1000,
    authorOffsetMinutes: 0,
    committer: anna,
    committedAt: n * 1000,
    committerOffsetMinutes: 0,
    subject: `Change ${n}`,
  }
}

export const tag = (name: string, n: number): TagEntity => ({
  kind: 'tag',
  name,
  commitSha: sha(n),
  annotated: false,
  taggedAt: null,
  tagger: null,
})

export const stats = (n: number): Entity => ({
  kind: 'commit_stats',
  sha: sha(n),
  additions: n,
  deletions: 0,
  files: 1,
})

const Cursor = z.object({ page: z.int() })
type Cursor = z.infer<typeof Cursor>
export type ScriptedPage = Omit<Page<unknown, Cursor>, 'cursor'> & { readonly cursor?: Cursor }
type Read = (context: ConnectorContext, input: ReadInput<Cursor>) => AsyncGenerator<Page<unknown, Cursor>>

/** Pages in order, from where the cursor says; the cursor of a complete reading is the last page's. */
export function reading(pages: readonly ScriptedPage[], onPage: (page: number) => void = () => undefined): Read {
  return async function* read(_context, { cursor }) {
    for (let page = cursor?.page ?? 0; page < pages.length; page++) {
      onPage(page)
      const { records = [], ...rest } = pages[page] ?? { records: [] }
      yield { cursor: { page: page + 1 }, ...rest, records }
    }
  }
}

export function stream(name: string, read: Read, more: Partial<Stream> = {}): Stream {
  // a stream's cursor type is erased in a connector, as in the registry
  const scripted: Stream<unknown, unknown, unknown, Cursor> = {
    name,
    label: name.replace('_', ' '),
    cursor: Cursor,
    read,
    map: item => [item as Entity],
  }
  return { ...(scripted as Stream), ...more }
}

export function connectorOf(...streams: readonly Stream[]): Connector {
  return {
    id: 'scripted',
    title: 'Scripted',
    description: '',
    auth: ['none'],
    sourceNoun: { one: 'source', many: 'sources' },
    settings: z.object({ since: z.string().optional() }),
    credentials: z.object({ token: z.string().optional() }),
    streams,
    verify: async () => ({ identity: '', product: '', checks: [] }),
    discover: async function* () {},
  }
}

const noCommands: CommandRunner = {
  run() {
    throw new Error('A scripted connector runs no programs')
  },
}

export interface Sync {
  readonly ended: Ended
  readonly messages: readonly FromJobThread[]
}

/** Runs a sync of every data source in the database as run 1, at a time that stands still unless told otherwise. */
export async function sync(
  db: Database,
  connector: Connector,
  more: Partial<Omit<SyncOptions, 'assignment'>> & { readonly assignment?: Partial<JobAssignment> } = {},
): Promise<Sync> {
  const messages: FromJobThread[] = []
  const sources = db
    .prepare<[], { id: number; name: string }>('select id, name from data_sources order by id')
    .all()
    .map(({ id, name }) => ({ id: DataSourceId.parse(id), externalId: name, name }))
  const { assignment, ...rest } = more
  const ended = await syncConnection({
    db,
    connector,
    commands: noCommands,
    meter: createMeter(),
    signal: new AbortController().signal,
    pauseRequested: () => false,
    now: () => 1_000_000,
    send: message => void messages.push(message),
    ...rest,
    assignment: {
      databasePath: db.name,
      cacheFolder: join(dirname(db.name), 'cache'),
      jobId: JobId.parse(1),
      runId: RunId.parse(1),
      connectorId: 'scripted',
      settings: {},
      credentials: {},
      sources,
      ...assignment,
    },
  })
  return { ended, messages }
}

export function addRun(db: Database): RunId {
  const { lastInsertRowid } = db
    .prepare(`insert into runs (job_id, trigger, outcome, started_at) values (1, 'manual', 'running', 0)`)
    .run()
  return RunId.parse(Number(lastInsertRowid))
}
