import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/contract/events.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { CodeHostRemovedKind } from '../../../shared/model/code-entities.ts'
import type { Entity, GitRemovedKind, Removed } from '../../../shared/model/entities.ts'
import type { DataSourceId, RepositoryId } from '../../../shared/model/ids.ts'
import { type CodeHostRows, createCodeHostRows } from './code-host-rows.ts'
import { createPeopleWriter } from './people-writer.ts'
import { createRepositoryRows, type RepositoryRows } from './repository-rows.ts'
import { createRepositoryWriter } from './repository-writer.ts'
import { countActive } from './sweep.ts'
import { createTrackerRows, type TrackerRows } from './tracker-rows.ts'
import { clonedElsewhere, unreadCommits } from './unread-commits.ts'

/**
 * Writes a data source's entities, each call inside the caller's transaction. It remembers the ids it has written: after a
 * transaction was rolled back, make a new one.
 */
export interface EntityWriter {
  /**
   * Whether a row was written; an unchanged one is not.
   * @throws WeirError `record.invalid`, or SQLite's constraint error, when this entity cannot be stored; the others still can.
   */
  write(entity: Entity): boolean
  /** Whether an active row became inactive. */
  remove(removed: Removed): boolean
  /** How many active rows of the kind there are. */
  count(kind: Removed['kind']): number
  /** Which of these keys have no active row; only issues, commits and what code hosts bring are looked for. */
  missing(kind: Removed['kind'], keys: readonly string[]): readonly string[]
  /** Makes rows of the kind inactive whose keys are not among those seen. Returns how many. */
  removeUnseen(kind: Removed['kind'], seen: ReadonlySet<string>): number
  /** Ends a transaction's writing: must be called last in each. Returns the tables written to since the last call. */
  flush(): readonly TableName[]
  /** Tags and branches since the last call whose commit has no row: the source has moved on since its commits were read. */
  takeUnresolved(): number
  /** The repository whose deployments are behind what is stored; null when there is none. */
  stale(): RepositoryId | null
  /** Commits that what the code host tells points at and that have no active row, the most telling first. */
  unreadCommits(): readonly string[]
  /** Whether a clone that another data source reads has the commits of this repository. */
  clonedElsewhere(): boolean
}

/** Statements are compiled once, here and at the first row of the repository. */
export function createEntityWriter(
  db: Database,
  { dataSourceId }: { readonly dataSourceId: DataSourceId },
): EntityWriter {
  const people = createPeopleWriter(db)
  const repository = createRepositoryWriter(db, dataSourceId)
  let rows: RepositoryRows | null = null
  let tracker: TrackerRows | null = null
  let codeHost: CodeHostRows | null = null
  let touched = new Set<TableName>()
  let deploymentsChanged = false
  let unresolved = 0

  function repositoryRows(): RepositoryRows {
    const id = repository.id()
    if (id === null) {
      throw new WeirError('record.invalid', { hint: 'The source gave a record before its repository.' })
    }
    rows ??= createRepositoryRows(db, id, people)
    return rows
  }

  function trackerRows(): TrackerRows {
    tracker ??= createTrackerRows(db, dataSourceId)
    return tracker
  }

  function codeHostRows(): CodeHostRows {
    codeHost ??= createCodeHostRows(db, dataSourceId, people)
    return codeHost
  }

  function missingCommits(shas: readonly string[]): readonly string[] {
    return repository.id() === null ? shas : repositoryRows().missingCommits(shas)
  }

  function note(written: boolean, table: TableName, deployments: boolean): boolean {
    if (written) touched.add(table)
    if (written && deployments) deploymentsChanged = true
    return written
  }

  function writeRepository(entity: Extract<Entity, { kind: 'repository' }>): boolean {
    const { written, deployments } = repository.write(entity)
    if (deployments) deploymentsChanged = true
    return note(written, 'repositories', false)
  }

  return {
    write(entity) {
      switch (entity.kind) {
        case 'repository':
          return writeRepository(entity)
        case 'commit':
          return note(repositoryRows().writeCommit(entity), 'commits', true)
        case 'commit_stats':
          return note(repositoryRows().writeStats(entity), 'commit_stats', false)
        case 'service_commits':
          return note(repositoryRows().writeServiceCommits(entity), 'services', true)
        case 'tag':
        case 'branch': {
          const outcome = repositoryRows().writeRef(entity)
          if (!outcome.resolved) unresolved++
          return note(outcome.written, entity.kind === 'tag' ? 'tags' : 'branches', true)
        }
        case 'hosted_repository':
        case 'pull_request':
        case 'release':
        case 'hosted_tag':
        case 'hosted_deployment':
        case 'workflow_run':
          return note(codeHostRows().write(entity), tableOf[entity.kind], false)
        default:
          return note(trackerRows().write(entity), tableOf[entity.kind], false)
      }
    },
    remove({ kind, key }) {
      if (isGit(kind)) return note(repositoryRows().remove(kind, key), tableOf[kind], true)
      const removed = isCodeHost(kind) ? codeHostRows().of[kind].remove(key) : trackerRows().remove(kind, key)
      return note(removed, tableOf[kind], false)
    },
    missing(kind, keys) {
      if (isGit(kind)) return kind === 'commit' ? missingCommits(keys) : []
      return isCodeHost(kind) ? codeHostRows().of[kind].missing(keys) : trackerRows().missing(kind, keys)
    },
    count(kind) {
      if (isCodeHost(kind)) return codeHostRows().of[kind].count()
      if (!isGit(kind)) return trackerRows().count(kind)
      const id = repository.id()
      return id === null ? 0 : countActive(db, id, kind)
    },
    removeUnseen(kind, seen) {
      if (!isGit(kind)) {
        const count = isCodeHost(kind)
          ? codeHostRows().of[kind].removeUnseen(seen)
          : trackerRows().removeUnseen(kind, seen)
        note(count > 0, tableOf[kind], false)
        return count
      }
      if (repository.id() === null) return 0
      const count = repositoryRows().removeUnseen(kind, seen)
      note(count > 0, tableOf[kind], true)
      return count
    },
    flush() {
      rows?.flush()
      for (const table of [...(tracker?.flush() ?? []), ...(codeHost?.flush() ?? [])]) touched.add(table)
      if (people.flush() > 0) touched.add('people')
      if (deploymentsChanged) repository.touch()
      if (hostedTables.some(table => touched.has(table))) repository.touchHosted()
      deploymentsChanged = false
      const tables = [...touched]
      touched = new Set()
      return tables
    },
    takeUnresolved() {
      const count = unresolved
      unresolved = 0
      return count
    },
    stale: () => (repository.stale() ? repository.id() : null),
    unreadCommits: () => unreadCommits(db, dataSourceId),
    clonedElsewhere: () => clonedElsewhere(db, dataSourceId),
  }
}

const gitKinds = { commit: 'commits', tag: 'tags', branch: 'branches' } as const satisfies Record<
  GitRemovedKind,
  TableName
>
const codeHostKinds = {
  pull_request: 'pull_requests',
  release: 'releases',
  hosted_tag: 'hosted_tags',
  hosted_deployment: 'hosted_deployments',
  workflow_run: 'workflow_runs',
} as const satisfies Record<CodeHostRemovedKind, TableName>
/** What pull requests and deployments at a code host are made of. */
const hostedTables: readonly TableName[] = [...Object.values(codeHostKinds), 'hosted_repositories']
const tableOf = {
  ...gitKinds,
  project: 'projects',
  issue_type: 'issue_types',
  status: 'statuses',
  field: 'fields',
  sprint: 'sprints',
  board: 'boards',
  issue: 'issues',
  ...codeHostKinds,
  hosted_repository: 'hosted_repositories',
} as const satisfies Record<Removed['kind'] | 'sprint' | 'hosted_repository', TableName>

const isGit = (kind: Removed['kind']): kind is GitRemovedKind => Object.hasOwn(gitKinds, kind)
const isCodeHost = (kind: Removed['kind']): kind is CodeHostRemovedKind => Object.hasOwn(codeHostKinds, kind)
