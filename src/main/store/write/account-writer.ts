import type { Database } from 'better-sqlite3'
import type { AccountRef } from '../../../shared/model/issue-entities.ts'
import { isBot } from './bot.ts'
import { createRemembered } from './remembered.ts'

export interface AccountWriter {
  /** The account's id; null for nobody. A new or changed account is written at once. */
  idOf(account: AccountRef | null): number | null
  /** Accounts written since the last call. */
  takeWritten(): number
}

/** One row per account of a connection, under the name and e-mail the tracker gave last. */
export function createAccountWriter(db: Database, connectionId: number): AccountWriter {
  const upsert = db.prepare<[number, string, string, string | null, number]>(
    `insert into accounts (connection_id, external_id, name, email, bot) values (?, ?, ?, ?, ?)
     on conflict (connection_id, external_id) do update set name = excluded.name, email = coalesce(excluded.email, email), bot = excluded.bot
     where name <> excluded.name or (excluded.email is not null and email is not excluded.email) or bot <> excluded.bot`,
  )
  const find = db
    .prepare<[number, string], number>('select id from accounts where connection_id = ? and external_id = ?')
    .pluck()
  const known = createRemembered<{ readonly id: number; readonly name: string; readonly email: string | null }>()
  let written = 0

  return {
    idOf(account) {
      if (account === null) return null
      const { externalId, name, email } = account
      const before = known.get(externalId)
      if (before && before.name === name && (email === null || before.email === email)) return before.id
      const bot = account.bot || isBot({ name, email: email ?? '' })
      if (upsert.run(connectionId, externalId, name, email, bot ? 1 : 0).changes > 0) written++
      const id = find.get(connectionId, externalId)
      if (id === undefined) throw new Error('An account that was just written is not there')
      known.set(externalId, { id, name, email })
      return id
    },
    takeWritten() {
      const count = written
      written = 0
      return count
    },
  }
}
