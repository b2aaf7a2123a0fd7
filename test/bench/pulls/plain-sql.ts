import type { Database } from 'better-sqlite3'

/** The figures of a period from the tables as they are synced, with nothing derived, by a filter that takes everything but bots. */
export const plainSql = {
  'first review': (db: Database, from: number, to: number) => db.prepare(firstReview).get({ from, to }),
  merged: (db: Database, from: number, to: number) => db.prepare(merged).get({ from, to }),
  'without review': (db: Database, from: number, to: number) => db.prepare(withoutReview).pluck().get({ from, to }),
  'slowest merged': (db: Database, from: number, to: number) => db.prepare(slowest).pluck().all({ from, to }),
} as const

const people = `
  pull_requests p join accounts a on a.id = p.author_id and a.bot = 0`

/** By somebody else who is no bot, before the pull request ended. */
const responses = (table: string, at: string) => `
  select r.pull_request_id as pull, min(r.${at}) as first from ${table} r join pull_requests p on p.id = r.pull_request_id
  join accounts a on a.id = r.author_id and a.bot = 0
  where r.author_id <> p.author_id and (p.closed_at is null or r.${at} <= p.closed_at) group by 1`
const reviews = responses('pull_request_reviews', 'submitted_at')
const comments = responses('pull_request_comments', 'created_at')

const firstReview = `
  with firsts as (select pull, min(first) as first from (${reviews} union all ${comments}) group by pull)
  select count(*) as items, median(first - coalesce(ready_at, created_at)) as medianMs
  from ${people} join firsts on pull = p.id
  where first >= @from and first < @to and first >= coalesce(ready_at, created_at)`

const merged = `
  select count(*) as merged, median(merged_at - coalesce(ready_at, created_at)) as medianMs,
    percentile_cont(merged_at - coalesce(ready_at, created_at), 0.85) as p85Ms, median(additions + deletions) as lines
  from ${people} where merged_at >= @from and merged_at < @to`

const withoutReview = `
  select count(*) from ${people} where merged_at >= @from and merged_at < @to
  and p.id not in (select pull from (${reviews}))`

const slowest = `
  select p.id from ${people} where merged_at >= @from and merged_at < @to
  order by merged_at - coalesce(ready_at, created_at) desc, p.id desc limit 200`
