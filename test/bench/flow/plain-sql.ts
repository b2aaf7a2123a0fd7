import type { Database } from 'better-sqlite3'

/**
 * The figures as one statement each straight over the histories: what they take without anything derived. They know the histories
 * that do not contradict themselves, and elapsed time only.
 */
export const plainSql: Readonly<Record<string, (db: Database, from: number, to: number) => unknown>> = {
  'cycle time': (db, from, to) => db.prepare(`${times} ${cycleTime}`).get({ from, to }),
  throughput: (db, from, to) => db.prepare(`${times} ${throughput}`).all({ from, to }),
  'cumulative flow': (db, from, to) => db.prepare(`${intervals} ${cumulative}`).all({ from, to }),
}

/** Every status of every issue with its time, and its category as the step. */
const intervals = `
  with moves as (
    select x.issue_id, x.position, x.at, f.key as "from", t.key as "to" from issue_changes x
    join change_fields c on c.id = x.field_id and c.external_id = 'status'
    join change_values f on f.id = x.from_id join change_values t on t.id = x.to_id),
  entries as (
    select issue_id, at as entered_at, position, "to" as status from moves
    union all
    select i.id, i.created_at, -1, coalesce(
      (select m."from" from moves m where m.issue_id = i.id order by m.position limit 1),
      (select external_id from statuses where id = i.status_id)) from issues i),
  intervals as (
    select e.issue_id, e.entered_at, s.category,
      lead(e.entered_at) over (partition by e.issue_id order by e.entered_at, e.position) as left_at
    from entries e join statuses s on s.external_id = e.status)`

const times = `${intervals},
  times as (
    select n.issue_id, min(case when n.category = 'in_progress' then n.entered_at end) as started_at,
      max(case when n.category = 'done' and n.left_at is null then n.entered_at end) as done_at
    from intervals n join issues i on i.id = n.issue_id
    join issue_types t on t.id = i.issue_type_id and t.level = 0 group by n.issue_id)`

const cycleTime = `
  select count(*) as finished, median(done_at - started_at) as medianMs, percentile_cont(done_at - started_at, 0.85) as p85Ms
  from times where done_at >= @from and done_at < @to and started_at is not null`

const throughput = `
  select cast((done_at - @from) / 604800000 as integer) as week, count(*) as items from times
  where done_at >= @from and done_at < @to group by 1 order by 1`

const cumulative = `,
  counted as (
    select n.* from intervals n join issues i on i.id = n.issue_id
    join issue_types t on t.id = i.issue_type_id and t.level = 0),
  moved as (
    select n.entered_at as at, n.category, 1 as items from counted n
    union all select n.left_at, n.category, -1 from counted n where n.left_at is not null),
  daily as (
    select max(0, cast((at - @from) / 86400000 as integer)) as day, category, sum(items) as items from moved where at < @to group by 1, 2)
  select day, category, sum(items) over (partition by category order by day) as items from daily order by 1, 2`
