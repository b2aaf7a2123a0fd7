import { type Kysely, sql } from 'kysely'

/** Cycles and retries, notices, expiring credentials, and what upkeep has found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table connections add column schedule text',
  'alter table connections add column credentials_expire_at integer',
  'alter table jobs add column retries integer not null default 0',
  'alter table jobs add column retry_at integer',
  'alter table jobs add column scheduled_at integer',
  `create table orchestrator (
    id integer primary key check (id = 1),
    held integer not null default 0,
    last_cycle_at integer
  ) strict`,
  'insert into orchestrator (id) values (1)',
  `create table notices (
    id integer primary key,
    at integer not null,
    kind text not null check (kind in ('finished', 'failed', 'interrupted', 'credentials')),
    connection_id integer not null references connections (id) on delete cascade,
    run_id integer references runs (id) on delete cascade,
    fault text,
    seen_at integer
  ) strict`,
  'create index notices_unseen on notices (at) where seen_at is null',
  'create index notices_by_connection on notices (connection_id)',
  'create index notices_by_run on notices (run_id)',
  'create index runs_by_end on runs (ended_at)',
  `create table upkeep (
    id integer primary key check (id = 1),
    integrity_checked_at integer,
    integrity_finding text
  ) strict`,
  'insert into upkeep (id) values (1)',
]
