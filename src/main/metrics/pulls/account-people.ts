import type { Database } from 'better-sqlite3'

/** Who an account is. By the account's id; nothing is known of account 0, which stands for nobody the host tells. */
export interface AccountPeople {
  /** The person's id; 0 for none. */
  readonly personOf: Int32Array
  readonly bots: Uint8Array
  /** People set inactive: what they did counts nowhere. */
  readonly inactive: Uint8Array
}

/** What the user said of a person holds for all its accounts; without a word from the user, it is a bot when all of them look like one. */
export function loadAccountPeople(db: Database): AccountPeople {
  const rows = db.prepare<[], [number, number, 0 | 1, 0 | 1]>(accounts).raw().all()
  const size = 1 + (rows.at(-1)?.[0] ?? 0)
  const people = { personOf: new Int32Array(size), bots: new Uint8Array(size), inactive: new Uint8Array(size) }
  for (const [id, person, bot, active] of rows) {
    people.personOf[id] = person
    people.bots[id] = bot
    people.inactive[id] = 1 - active
  }
  return people
}

const accounts = `
  select a.id, coalesce(a.person_id, 0), case
      when person.bot_by_hand is not null then person.bot_by_hand
      when a.bot = 0 then 0
      else (select min(bot) from (
        select bot from people where person_id = person.id union all select bot from accounts where person_id = person.id)) end,
    coalesce(person.active, 1)
  from accounts a left join identities person on person.id = a.person_id order by a.id`
