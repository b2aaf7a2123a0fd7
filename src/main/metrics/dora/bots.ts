import type { Database } from 'better-sqlite3'

/** The accounts that are bots: what the user said of the person counts before what the code host says. */
export const botAccounts = `
  select a.id from accounts a left join identities person on person.id = a.person_id
  where coalesce(person.bot_by_hand, a.bot) = 1`

/** The ids of the accounts that are bots, ascending. */
export const botIds = (db: Database): readonly number[] =>
  db.prepare<[], number>(`${botAccounts} order by a.id`).pluck().all()
