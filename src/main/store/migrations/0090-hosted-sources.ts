import { type Kysely, sql } from 'kysely'

/**
 * What a code host tells of a repository counts only while its source does: when that is switched off or on, the deployments of the
 * repository, and of the clones of it, are to be worked out again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const touch = (hosted: string) => `
  update repositories set changed_seq = changed_seq + 1 where id in (
    select r.id from hosted_repositories h join repositories r on r.origin = h.location or r.data_source_id = h.data_source_id
    where h.data_source_id ${hosted})`

const statements = [
  `create trigger data_sources_tell after update of active on data_sources when old.active <> new.active begin
    ${touch('= new.id')};
  end`,
  `create trigger connections_tell after update of enabled, removed_at on connections
  when old.enabled <> new.enabled or old.removed_at is not new.removed_at begin
    ${touch('in (select id from data_sources where connection_id = new.id)')};
  end`,
]
