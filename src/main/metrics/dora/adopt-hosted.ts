import type { Database } from 'better-sqlite3'

/**
 * Gives every repository at a code host that nobody has cloned a row of its own, without commits: its deployments and pull requests belong to
 * it. Where a clone has come since, that has them: such rows give up their commits and are to be derived again. True when a row is new.
 */
export function adoptHosted(db: Database): boolean {
  return db
    .transaction(() => {
      const { changes } = db.prepare(adopt).run()
      db.prepare(giveUp).run()
      giveUpHistory(db)
      return changes > 0
    })
    .immediate()
}

/** What was read through the API counts no more where a clone has it. */
function giveUpHistory(db: Database): void {
  for (const id of db.prepare<[], number>(readTwice).pluck().all()) {
    for (const table of ['commits', 'tags', 'branches']) {
      db.prepare(`update ${table} set active = 0 where repository_id = ? and active = 1`).run(id)
    }
    db.prepare(`update repositories set history = 'none', changed_seq = changed_seq + 1 where id = ?`).run(id)
  }
}

const readTwice = `
  select r.id from repositories r join hosted_repositories h on h.data_source_id = r.data_source_id
  where r.history = 'api' and exists (select 1 from repositories clone where clone.origin = h.location and clone.id <> r.id)`

const adopt = `
  insert into repositories (data_source_id, path, default_branch, object_format, shallow, history, changed_seq)
  select h.data_source_id, h.url, h.default_branch, 'sha1', 0, 'none', 1 from hosted_repositories h
  join data_sources s on s.id = h.data_source_id
  join connections c on c.id = s.connection_id and c.removed_at is null
  where h.active = 1 and not exists (select 1 from repositories r where r.data_source_id = h.data_source_id or r.origin = h.location)`

const giveUp = `
  update repositories set changed_seq = changed_seq + 1
  where derived_seq = changed_seq
    and exists (select 1 from deployments d where d.repository_id = repositories.id and d.key not like 'c%')
    and exists (select 1 from hosted_repositories h join repositories clone on clone.origin = h.location and clone.id <> repositories.id
      where h.data_source_id = repositories.data_source_id)`
