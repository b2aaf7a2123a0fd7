import type { Database } from 'better-sqlite3'

export interface PullSpec {
  /** A row of `accounts`; null where the host does not tell. */
  readonly author?: number | null
  readonly createdAt: number
  readonly readyAt?: number
  readonly mergedAt?: number
  readonly closedAt?: number
  readonly draft?: boolean
  readonly title?: string
  /** Lines added, lines deleted, files. */
  readonly size?: readonly [number, number, number] | null
  readonly reviews?: readonly (readonly [account: number | null, at: number, state?: string])[]
  readonly comments?: readonly (readonly [account: number | null, at: number])[]
  readonly commits?: readonly number[]
  /** 40 hex digits. */
  readonly mergeCommit?: string
}

export interface TestHost {
  /** Makes a repository of the test workspace one that a code host has. */
  host(repositoryId: number): void
  account(name: string, bot?: boolean): number
  /** Adds a pull request, or replaces what is known of one, and answers its id. */
  pull(repositoryId: number, spec: PullSpec): number
}

/** Fills a database with a code host's accounts and pull requests. */
export function createTestHost(db: Database): TestHost {
  const insert = (sql: string, ...values: (number | string | Buffer | null)[]) =>
    Number(db.prepare(sql).run(...values).lastInsertRowid)
  db.exec(`insert or ignore into names (id, name) values (1, 'main'), (2, 'feature/one')`)
  let pulls = 0
  return {
    host(repositoryId) {
      insert(
        `insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, default_branch, private, archived,
           fork, created_at, content_hash, active) values (?, ?, 'acme', ?, ?, ?, 'main', 0, 0, 0, 0, x'00', 1)`,
        repositoryId,
        `${repositoryId}`,
        `r${repositoryId}`,
        `github.example/acme/r${repositoryId}`,
        `https://github.example/acme/r${repositoryId}`,
      )
    },
    account: (name, bot = false) =>
      insert(
        `insert into accounts (connection_id, external_id, name, bot) values (1, ?, ?, ?)`,
        name,
        name,
        bot ? 1 : 0,
      ),
    pull(
      repositoryId,
      { author = null, createdAt, size = [5, 5, 1], reviews = [], comments = [], commits = [], ...spec },
    ) {
      const number = ++pulls
      const endedAt = spec.mergedAt ?? spec.closedAt ?? null
      const id = insert(
        `insert into pull_requests (data_source_id, external_id, number, title, state, draft, author_id, created_at, updated_at,
           ready_at, merged_at, closed_at, merge_commit_sha, base_branch_id, head_branch_id, additions, deletions, files, content_hash,
           active) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 2, ?, ?, ?, x'00', 1)`,
        repositoryId,
        `${number}`,
        number,
        spec.title ?? `Change ${number}`,
        spec.mergedAt !== undefined ? 'merged' : endedAt === null ? 'open' : 'closed',
        spec.draft ? 1 : 0,
        author,
        createdAt,
        createdAt,
        spec.readyAt ?? null,
        spec.mergedAt ?? null,
        endedAt,
        spec.mergeCommit === undefined ? null : Buffer.from(spec.mergeCommit, 'hex'),
        ...(size ?? [null, null, null]),
      )
      for (const [position, [account, at, state = 'approved']] of reviews.entries()) {
        insert(
          'insert into pull_request_reviews values (?, ?, ?, ?, ?, ?)',
          id,
          position,
          `${position}`,
          account,
          state,
          at,
        )
      }
      for (const [position, [account, at]] of comments.entries()) {
        insert(
          'insert into pull_request_comments values (?, ?, ?, ?, ?, null)',
          id,
          position,
          `${position}`,
          account,
          at,
        )
      }
      for (const [position, at] of commits.entries()) {
        const sha = Buffer.alloc(20)
        sha.writeUInt32BE(id * 1000 + position)
        insert(
          `insert into pull_request_commits values (?, ?, ?, 1, null, ?, ?, ?)`,
          id,
          position,
          sha,
          at,
          at,
          `Commit ${position + 1}`,
        )
      }
      return id
    },
  }
}
