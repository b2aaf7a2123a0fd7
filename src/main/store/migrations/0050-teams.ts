import { type Kysely, sql } from 'kysely'

/**
 * People that span systems, and teams. Every Git identity and every tracker account gets a row of `identities`, by triggers, so
 * that no way of writing or deleting them can pass it by; what the user decided about one outlives its deletion.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Gives a new row of `people` or `accounts` its identity, the one it had before if it was known, and the person that is. */
const identify = (table: 'people' | 'accounts', system: string, scope: string, key: string) =>
  `create trigger ${table}_identified after insert on ${table} begin
    insert into identities (system, scope, key) select ${system}, ${scope}, ${key} where true
      on conflict (system, scope, key) do nothing;
    update ${table} set (identity_id, person_id) =
      (select id, coalesce(merged_into, id) from identities where system = ${system} and scope = ${scope} and key = ${key})
    where id = new.id;
  end`

/** An identity goes with its last row, unless the user has decided something about it. */
const forget = (table: 'people' | 'accounts') =>
  `create trigger ${table}_forgotten after delete on ${table} begin
    delete from identities where id = old.identity_id
      and merged_into is null and given_name is null and bot_by_hand is null and active = 1
      and not exists (select 1 from identities other where other.merged_into = old.identity_id)
      and not exists (select 1 from team_people where identity_id = old.identity_id)
      and not exists (select 1 from rejected_matches where one_id = old.identity_id)
      and not exists (select 1 from rejected_matches where other_id = old.identity_id)
      and not exists (select 1 from people where identity_id = old.identity_id)
      and not exists (select 1 from accounts where identity_id = old.identity_id);
  end`

const connectorOf = '(select connector_id from connections where id = new.connection_id)'
/** Accounts of one server are the same in all its connections. */
const siteOf = `(select lower(rtrim(coalesce(json_extract(settings, '$.url'), ''), '/')) from connections where id = new.connection_id)`

const statements = [
  `create table identities (
    id integer primary key,
    system text not null,
    scope text not null,
    key text not null,
    merged_into integer references identities (id),
    given_name text,
    bot_by_hand integer,
    active integer not null default 1,
    unique (system, scope, key)
  ) strict`,
  'create index identities_by_person on identities (merged_into) where merged_into is not null',
  `create table rejected_matches (
    one_id integer not null references identities (id) on delete cascade,
    other_id integer not null references identities (id) on delete cascade,
    primary key (one_id, other_id),
    check (one_id < other_id)
  ) strict, without rowid`,
  'create index rejected_matches_by_other on rejected_matches (other_id)',
  `create table teams (
    id integer primary key,
    name text not null,
    color text not null
  ) strict`,
  `create table team_people (
    team_id integer not null references teams (id) on delete cascade,
    identity_id integer not null references identities (id) on delete cascade,
    primary key (team_id, identity_id)
  ) strict, without rowid`,
  'create index team_people_by_identity on team_people (identity_id)',
  `create table team_projects (
    team_id integer not null references teams (id) on delete cascade,
    project_id integer not null references projects (id) on delete cascade,
    primary key (team_id, project_id)
  ) strict, without rowid`,
  'create index team_projects_by_project on team_projects (project_id)',
  `create table team_repositories (
    team_id integer not null references teams (id) on delete cascade,
    repository_id integer not null references repositories (id) on delete cascade,
    primary key (team_id, repository_id)
  ) strict, without rowid`,
  'create index team_repositories_by_repository on team_repositories (repository_id)',

  'alter table people add column identity_id integer references identities (id)',
  'alter table people add column person_id integer references identities (id)',
  'alter table accounts add column identity_id integer references identities (id)',
  'alter table accounts add column person_id integer references identities (id)',
  `insert into identities (system, scope, key, active) select 'git', '', email, active from people order by id`,
  'alter table people drop column active',
  `insert into identities (system, scope, key)
    select c.connector_id, lower(rtrim(coalesce(json_extract(c.settings, '$.url'), ''), '/')), a.external_id
    from accounts a join connections c on c.id = a.connection_id where true order by a.id
    on conflict (system, scope, key) do nothing`,
  `update people set identity_id = (select id from identities where system = 'git' and scope = '' and key = people.email)`,
  `update accounts set identity_id =
    (select i.id from connections c join identities i on i.system = c.connector_id and i.key = accounts.external_id
      and i.scope = lower(rtrim(coalesce(json_extract(c.settings, '$.url'), ''), '/')) where c.id = accounts.connection_id)`,
  'update people set person_id = identity_id',
  'update accounts set person_id = identity_id',
  'create index people_by_identity on people (identity_id)',
  'create index people_by_person on people (person_id)',
  'create index accounts_by_identity on accounts (identity_id)',
  'create index accounts_by_person on accounts (person_id)',

  identify('people', `'git'`, `''`, 'new.email'),
  identify('accounts', connectorOf, siteOf, 'new.external_id'),
  forget('people'),
  forget('accounts'),
  `create trigger identities_merged after update of merged_into on identities begin
    update people set person_id = coalesce(new.merged_into, new.id) where identity_id = new.id;
    update accounts set person_id = coalesce(new.merged_into, new.id) where identity_id = new.id;
  end`,
]
