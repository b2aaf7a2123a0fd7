import type { Database } from 'better-sqlite3'
import type { RepositoryEntity } from '../../../shared/model/entities.ts'
import type { DataSourceId, RepositoryId } from '../../../shared/model/ids.ts'

export interface RepositoryWriter {
  /** The data source's repository; null before its first row. */
  id(): RepositoryId | null
  /** Writes the repository's own row. `deployments` says whether what deployments are made from changed. */
  write(repository: RepositoryEntity): { readonly written: boolean; readonly deployments: boolean }
  /** Says that commits, tags, branches or the default branch changed: deployments are to be worked out again. */
  touch(): void
  /** Says that what the code host tells of the repository changed: that of the data source, and the clones of it. */
  touchHosted(): void
  /** Whether deployments are behind. */
  stale(): boolean
}

interface Stored {
  readonly id: RepositoryId
  readonly default_branch: string | null
  readonly origin: string | null
  readonly history_problem: string | null
}

/** Writes the one repository of a data source. */
export function createRepositoryWriter(db: Database, dataSourceId: DataSourceId): RepositoryWriter {
  const find = db.prepare<[number], Stored>(
    'select id, default_branch, origin, history_problem from repositories where data_source_id = ?',
  )
  const upsert = db.prepare<(number | string | null)[]>(
    `insert into repositories (data_source_id, path, default_branch, object_format, shallow, origin, history, history_problem)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (data_source_id) do update set path = excluded.path, default_branch = excluded.default_branch,
       object_format = excluded.object_format, shallow = excluded.shallow, origin = excluded.origin,
       history = excluded.history, history_problem = excluded.history_problem
     where path <> excluded.path or default_branch is not excluded.default_branch
       or object_format <> excluded.object_format or shallow <> excluded.shallow
       or origin is not excluded.origin or history <> excluded.history or history_problem is not excluded.history_problem`,
  )
  const bump = db.prepare<[number]>(
    'update repositories set changed_seq = changed_seq + 1, appended_seq = appended_seq + 1 where data_source_id = ?',
  )
  const bumpHosted = db.prepare<[number, number]>(
    `update repositories set changed_seq = changed_seq + 1, appended_seq = appended_seq + 1 where data_source_id = ?
       or origin in (select location from hosted_repositories where data_source_id = ?)`,
  )
  const behind = db
    .prepare<[number], number>('select changed_seq <> derived_seq from repositories where data_source_id = ?')
    .pluck()
  let known = find.get(dataSourceId)

  return {
    id: () => known?.id ?? null,
    write(repository) {
      const before = known
      const { path, defaultBranch, objectFormat, origin = null, history = 'clone', historyProblem = null } = repository
      const shallow = repository.shallow ? 1 : 0
      const { changes } = upsert.run(
        dataSourceId,
        path,
        defaultBranch,
        objectFormat,
        shallow,
        origin,
        history,
        historyProblem,
      )
      if (changes > 0) known = find.get(dataSourceId)
      // Without a commit to come, what the code host told before is to be worked out all the same.
      const deployments = before
        ? before.default_branch !== defaultBranch ||
          before.origin !== origin ||
          before.history_problem !== historyProblem
        : history !== 'clone'
      return { written: changes > 0, deployments }
    },
    touch: () => void bump.run(dataSourceId),
    touchHosted: () => void bumpHosted.run(dataSourceId, dataSourceId),
    stale: () => behind.get(dataSourceId) === 1,
  }
}
