import type { Database } from 'better-sqlite3'

/**
 * Gives every repository at a code host that nobody has cloned a row of its own, without commits: its deployments and pull requests belong to
 * it. Where a clone has come since, that has them: such rows are to be derived again. True when a row is new.
 */
export function adoptHosted(db: Database): boolean {
  return db
    .transaction(() => {
      const { changes } = db.prepare(adopt).run()
      db.prepare(giveUp).run()
      return changes > 0
    })
    .immediate()
}

const adopt = `
  insert into repositories (data_source_id, path, default_branch, object_format, shallow, changed_seq)
  select h.data_source_id, h.url, h.default_branch, 'sha1', 0, 1 from hosted_repositories h
  join data_sources s on s.id = h.data_source_id
  join connections c on c.id = s.connection_id and c.removed_at is null
  where h.active = 1 and not exists (select 1 from repositories r where r.data_source_id = h.data_source_id or r.origin = h.location)`

const giveUp = `
  update repositories set changed_seq = changed_seq + 1
  where derived_seq = changed_seq
    and exists (select 1 from deployments d where d.repository_id = repositories.id and d.key not like 'c%')
    and exists (select 1 from hosted_repositories h join repositories clone on clone.origin = h.location and clone.id <> repositories.id
      where h.data_source_id = repositories.data_source_id)`
