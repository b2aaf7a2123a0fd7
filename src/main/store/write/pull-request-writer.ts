import { createHash } from 'node:crypto'
import { constants, zstdCompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import type { PullRequestEntity } from '../../../shared/model/code-entities.ts'
import type { AccountWriter } from './account-writer.ts'
import { type Cell, createHostedWriter, type HostedWriter } from './hosted-writer.ts'
import { createInterned } from './interned.ts'
import type { PeopleWriter } from './people-writer.ts'
import { createPullRequestParts } from './pull-request-parts.ts'
import { shaBlob } from './sha.ts'

const columns = [
  'number',
  'title',
  'state',
  'draft',
  'author_id',
  'created_at',
  'updated_at',
  'ready_at',
  'merged_at',
  'closed_at',
  'merged_by_id',
  'merge_commit_sha',
  'base_branch_id',
  'head_branch_id',
  'head_sha',
  'additions',
  'deletions',
  'files',
]

/** As for issues: quick, in small pieces. */
const compression = { chunkSize: 4096, params: { [constants.ZSTD_c_compressionLevel]: 1 } }

export interface PullRequestWriter {
  readonly rows: HostedWriter
  /** Whether anything was written: a pull request that is stored just so is not. */
  write(pull: PullRequestEntity): boolean
  flush(): void
}

interface Parts {
  readonly dataSourceId: number
  readonly accounts: AccountWriter
  readonly people: PeopleWriter
  readonly nameId: (name: string) => number
}

/** Writes a data source's pull requests with their commits, reviews and comments. */
export function createPullRequestWriter(
  db: Database,
  { dataSourceId, accounts, people, nameId }: Parts,
): PullRequestWriter {
  const rows = createHostedWriter(db, 'pull_requests', { dataSourceId, columns, revised: true })
  const payload = db.prepare<[number, Buffer]>(
    'insert or replace into pull_request_payloads (pull_request_id, payload) values (?, ?)',
  )
  const parts = createPullRequestParts(db, { accounts, people, labelId: createInterned(db, 'labels') })

  const cellsOf = (pull: PullRequestEntity): readonly Cell[] => [
    pull.number,
    pull.title,
    pull.state,
    pull.draft ? 1 : 0,
    accounts.idOf(pull.author),
    pull.createdAt,
    pull.updatedAt,
    pull.readyAt,
    pull.mergedAt,
    pull.closedAt,
    accounts.idOf(pull.mergedBy),
    pull.mergeCommitSha === null ? null : shaBlob(pull.mergeCommitSha),
    nameId(pull.baseBranch),
    nameId(pull.headBranch),
    pull.headSha === null ? null : shaBlob(pull.headSha),
    pull.additions,
    pull.deletions,
    pull.files,
  ]

  return {
    rows,
    flush: parts.flush,
    write(pull) {
      // Everything else is made from the record.
      const hash = createHash('sha1').update(pull.payload).digest()
      for (const { sha } of pull.commits) shaBlob(sha)
      const put = rows.put(pull.externalId, hash, () => cellsOf(pull))
      if (put === 'same') return false
      if (put === 'reactivated') return true
      payload.run(put.id, zstdCompressSync(pull.payload, compression))
      parts.replace(put.id, pull, put.isNew)
      return true
    },
  }
}
