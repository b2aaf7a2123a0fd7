import { type Kysely, sql } from 'kysely'

/** What the last verification has found to choose settings among; empty until a connection is verified again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table connections add column latest_choices text not null default '{}'`).execute(db)
}
