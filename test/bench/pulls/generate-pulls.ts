import type { Database } from 'better-sqlite3'
import { createRandom } from '../../support/random.ts'

export interface PullsToGenerate {
  readonly pulls: number
  /** The present: nothing is later. */
  readonly now: number
}

const hour = 3_600_000
const years = 3
const repositories = 40
const accounts = 400
const reviewStates = ['approved', 'approved', 'changes_requested', 'commented'] as const

/** Fills a migrated database with pull requests of one code host, the same ones for the same numbers. */
export function generatePulls(db: Database, { pulls, now }: PullsToGenerate): void {
  const random = createRandom(11)
  const pick = (count: number) => Math.floor(random() * count)
  db.transaction(() => {
    writeLists(db)
    const pull = db.prepare<(number | string | null)[]>(
      `insert into pull_requests (id, data_source_id, external_id, number, title, state, draft, author_id, created_at, updated_at, ready_at,
         merged_at, closed_at, base_branch_id, head_branch_id, additions, deletions, files, content_hash, active)
       values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 1, 2, ?, ?, ?, x'00', 1)`,
    )
    const review = db.prepare('insert into pull_request_reviews values (?, ?, ?, ?, ?, ?)')
    const comment = db.prepare('insert into pull_request_comments values (?, ?, ?, ?, ?, null)')
    const commit = db.prepare(
      `insert into pull_request_commits values (?, ?, ?, 1, null, ?, ?, 'A subject of ordinary length')`,
    )
    for (let id = 1; id <= pulls; id++) {
      const createdAt = Math.floor(now - years * 365 * 24 * hour * (1 - id / pulls))
      let at = createdAt
      const later = (hours: number) => {
        at += Math.floor(random() * hours * hour)
        return Math.min(at, now)
      }
      const readyAt = random() < 0.1 ? later(20) : null
      const reviews = Array.from({ length: pick(6) }, () => later(12))
      const chance = random()
      const state = chance < 0.85 ? 'merged' : chance < 0.97 ? 'closed' : 'open'
      const endedAt = state === 'open' ? null : later(24)
      const merged = state === 'merged' ? endedAt : null
      const author = 1 + pick(accounts)
      const title = `Generated pull request ${id} with a title of ordinary length`
      const source = 1 + pick(repositories)
      pull.run(
        id,
        source,
        `p${id}`,
        id,
        title,
        state,
        author,
        createdAt,
        at,
        readyAt,
        merged,
        endedAt,
        pick(400),
        pick(200),
        1 + pick(20),
      )
      reviews.forEach((when, i) => void review.run(id, i, `r${i}`, 1 + pick(accounts), reviewStates[pick(4)], when))
      for (let i = pick(8); i > 0; i--)
        comment.run(id, i, `c${i}`, 1 + pick(accounts), Math.min(createdAt + pick(48) * hour, now))
      for (let i = pick(5); i >= 0; i--) {
        const sha = Buffer.alloc(20)
        sha.writeUInt32BE(id)
        sha.writeUInt32BE(i, 4)
        commit.run(id, i, sha, createdAt - i * hour, createdAt + (i - 2) * 4 * hour)
      }
    }
  })()
  db.exec('analyze')
}

function writeLists(db: Database): void {
  db.exec(`
    insert into connections (id, connector_id, name, settings, created_at, updated_at) values (1, 'github', 'GitHub', '{}', 0, 0);
    insert into people (id, email, name, named_at, bot) values (1, 'a@x', 'A', 0, 0);
    insert into names (id, name) values (1, 'main'), (2, 'feature/one')`)
  for (let id = 1; id <= repositories; id++) {
    db.exec(`
      insert into data_sources (id, connection_id, external_id, name, kind, description) values (${id}, 1, 'r${id}', 'acme/r${id}', 'repository', '');
      insert into repositories (id, data_source_id, path, default_branch, object_format, shallow, changed_seq) values (${id}, ${id}, '/r${id}', 'main', 'sha1', 0, 1);
      insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, default_branch, private, archived, fork, created_at, content_hash, active)
        values (${id}, '${id}', 'acme', 'r${id}', 'github.com/acme/r${id}', 'https://github.com/acme/r${id}', 'main', 0, 0, 0, 0, x'00', 1)`)
  }
  for (let id = 1; id <= accounts; id++) {
    db.exec(
      `insert into accounts (id, connection_id, external_id, name, bot) values (${id}, 1, 'a${id}', 'Person ${id}', ${id % 50 === 0 ? 1 : 0})`,
    )
  }
}
