import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/contract/events.ts'
import type { CodeHostEntity, CodeHostRemovedKind } from '../../../shared/model/code-entities.ts'
import type { DataSourceId } from '../../../shared/model/ids.ts'
import { createAccountWriter } from './account-writer.ts'
import { connectionOf } from './connection-of.ts'
import { createDeploymentWriter } from './deployment-writer.ts'
import { hashOfEntity } from './entity-hash.ts'
import { type Cell, createHostedWriter, type HostedWriter } from './hosted-writer.ts'
import { createInterned } from './interned.ts'
import type { PeopleWriter } from './people-writer.ts'
import { createPullRequestWriter } from './pull-request-writer.ts'
import { shaBlob } from './sha.ts'
import { createWorkflowRunWriter } from './workflow-run-writer.ts'

/** The writers of what code hosts bring. */
export interface CodeHostRows {
  write(entity: CodeHostEntity): boolean
  readonly of: Readonly<Record<CodeHostRemovedKind, HostedWriter>>
  /** Writes what is held back. Must be called before anything reads or removes rows, and at a transaction's end. */
  flush(): readonly TableName[]
}

export function createCodeHostRows(db: Database, dataSourceId: DataSourceId, people: PeopleWriter): CodeHostRows {
  const accounts = createAccountWriter(db, connectionOf(db, dataSourceId))
  const nameId = createInterned(db, 'names')
  const parts = { dataSourceId, accounts, people, nameId }
  const plain = (table: string, ...columns: readonly string[]) =>
    createHostedWriter(db, table, { dataSourceId, columns })
  const repositories = plain(
    'hosted_repositories',
    ...['owner', 'name', 'location', 'url', 'default_branch', 'private', 'archived', 'fork', 'created_at'],
  )
  const releases = plain('releases', 'tag', 'name', 'prerelease', 'author_id', 'created_at', 'published_at')
  const tags = plain('hosted_tags', 'commit_sha', 'at')
  const pulls = createPullRequestWriter(db, parts)
  const deployments = createDeploymentWriter(db, parts)
  const runs = createWorkflowRunWriter(db, parts)

  const put = (rows: HostedWriter, entity: { readonly externalId: string }, cells: () => readonly Cell[]) =>
    rows.put(entity.externalId, hashOfEntity(entity), cells) !== 'same'

  return {
    of: {
      pull_request: pulls.rows,
      release: releases,
      hosted_tag: tags,
      hosted_deployment: deployments.rows,
      workflow_run: runs.rows,
    },
    write(entity) {
      switch (entity.kind) {
        case 'hosted_repository': {
          const { owner, name, location, url, defaultBranch, createdAt } = entity
          const flags = [entity.private, entity.archived, entity.fork].map(flag => (flag ? 1 : 0))
          return put(repositories, entity, () => [owner, name, location, url, defaultBranch, ...flags, createdAt])
        }
        case 'pull_request':
          return pulls.write(entity)
        case 'release': {
          const { tag, name, prerelease, author, createdAt, publishedAt } = entity
          return put(releases, entity, () => [
            tag,
            name,
            prerelease ? 1 : 0,
            accounts.idOf(author),
            createdAt,
            publishedAt,
          ])
        }
        case 'hosted_tag':
          return put(tags, entity, () => [shaBlob(entity.commitSha), entity.at])
        case 'hosted_deployment':
          return deployments.write(entity)
        case 'workflow_run':
          return runs.write(entity)
      }
    },
    flush() {
      for (const writer of [pulls, deployments, runs]) writer.flush()
      return accounts.takeWritten() > 0 ? ['accounts'] : []
    },
  }
}
