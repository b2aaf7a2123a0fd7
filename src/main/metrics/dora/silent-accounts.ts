import type { Database } from 'better-sqlite3'

/**
 * The accounts whose reviews and comments are no response: of bots and of inactive people. What the user said of a person holds for all its
 * accounts; without a word from the user, it is a bot when all of them look like one.
 */
export const silentAccounts = `
  select a.id from accounts a left join identities person on person.id = a.person_id
  where person.active = 0 or case
    when person.bot_by_hand is not null then person.bot_by_hand
    when a.bot = 0 then 0
    else coalesce((select min(bot) from (
      select bot from people where person_id = person.id union all select bot from accounts where person_id = person.id)), 1) end`

/** The ids of those accounts, ascending. */
export const silentIds = (db: Database): readonly number[] =>
  db.prepare<[], number>(`${silentAccounts} order by a.id`).pluck().all()
