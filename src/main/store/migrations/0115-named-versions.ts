import { type Kysely, sql } from 'kysely'

/** Counted up whenever the issues that texts name have changed: what is kept of them in memory is read again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table delivery_states add column named_version integer not null default 0').execute(db)
}
