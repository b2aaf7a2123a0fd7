import type { Database } from 'better-sqlite3'
import type { SelectedAuthors } from './selection.ts'

/** Which authors count, as a condition on an author's id (a row of `people`) and its one parameter. */
export interface Authors {
  /** `in (…)` or `not in (…)`, with one parameter. */
  readonly are: string
  /** Ids as a JSON array. */
  readonly parameter: string
  /** Whether this leaves nobody out. */
  readonly everybody: boolean
}

/** A condition to add to a `where`, with its parameters; empty when it leaves nothing out. */
export interface AuthorCondition {
  readonly sql: string
  readonly parameters: readonly string[]
}

/**
 * The authors that count: not the inactive ones, nor bots unless they are asked for, and only those of the team when there is
 * one. What the user said of a person holds for all its identities; without a word from the user, it is a bot when all of them look like one.
 */
export function countedAuthors(
  db: Database,
  { includeBots }: { readonly includeBots: boolean },
  only: Pick<SelectedAuthors, 'people'> | null,
): Authors {
  const leftOut = db
    .prepare<[], number>(includeBots ? inactive : inactiveAndBots)
    .pluck()
    .all()
  if (only === null) return { are: notAmong, parameter: JSON.stringify(leftOut), everybody: leftOut.length === 0 }
  const unwanted = new Set(leftOut)
  return { are: among, parameter: JSON.stringify(only.people.filter(id => !unwanted.has(id))), everybody: false }
}

/** Whether an id is among those of a parameter, a JSON array. */
export const among = 'in (select value from json_each(?))'
const notAmong = `not ${among}`

/** A number of its own for each person, by the author's id (an SQL expression). Mostly nobody is merged, and the author's id will do. */
export function personOf(db: Database, authorId: string): string {
  const merged = db.prepare('select 1 from identities where merged_into is not null').get()
  return merged ? `(select person_id from people where id = ${authorId})` : authorId
}

/** The name of the person an author is (alias `p` of `people`). */
export const authorName = `coalesce(
  (select given_name from identities where id = p.person_id),
  (select name from people where identity_id = p.person_id and name <> ''),
  (select name from accounts where identity_id = p.person_id and name <> ''),
  p.name)`

const inactive = `
  select p.id from people p join identities person on person.id = p.person_id where person.active = 0`

const inactiveAndBots = `
  select p.id from people p join identities person on person.id = p.person_id
  where person.active = 0 or case
    when person.bot_by_hand is not null then person.bot_by_hand
    when p.bot = 0 then 0
    else (select min(bot) from (
      select bot from people where person_id = person.id union all select bot from accounts where person_id = person.id)) end`
