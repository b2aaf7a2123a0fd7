import { type Kysely, sql } from 'kysely'

/** When the user names another field that flags issues as blocked, the times a connection's issues were flagged are to be worked out again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(flaggedOtherwise).execute(db)
}

const flaggedOtherwise = `
  create trigger connections_flag_otherwise after update of settings on connections
  when json_extract(old.settings, '$.flaggedField') is not json_extract(new.settings, '$.flaggedField') begin
    update issues set revision = revision + 1 where connection_id = new.id and derived_revision = revision;
  end`
