import type { Database } from 'better-sqlite3'
import type { PersonRef } from '../../../shared/model/entities.ts'
import { isBot } from './bot.ts'

export interface PeopleWriter {
  /** The person's id; a new identity gets its row at once. `at` is when the name was used, in epoch ms. */
  idOf(person: PersonRef, at: number): number
  /** Writes the names used since. Returns how many people are new or have another name since the last flush. */
  flush(): number
}

interface Known {
  readonly id: number
  readonly email: string
  name: string
  namedAt: number
  dirty: boolean
}

/** A copy that does not keep alive the large text it was cut from. */
const own = (text: string) => Buffer.from(text).toString()

/**
 * One identity per e-mail, compared in lower case; without an e-mail, the name in lower case takes its place. The name used
 * last wins, whatever order the commits come in; of two used at the same instant, the one that sorts last.
 */
export function createPeopleWriter(db: Database): PeopleWriter {
  const find = db.prepare<[string], { id: number; name: string; named_at: number }>(
    'select id, name, named_at from people where email = ?',
  )
  const insert = db.prepare<[string, string, number, number]>(
    'insert into people (email, name, named_at, bot) values (?, ?, ?, ?)',
  )
  const rename = db.prepare<[string, number, number, number]>(
    'update people set name = ?, named_at = ?, bot = ? where id = ?',
  )
  const byEmail = new Map<string, Known>()
  /** Spares the lower-casing of every commit's e-mail. */
  const bySpelling = new Map<string, Known>()
  const dirty: Known[] = []
  let written = 0

  function load(email: string, name: string, at: number): Known {
    const row = find.get(email)
    if (row) return { id: row.id, email, name: row.name, namedAt: row.named_at, dirty: false }
    const { lastInsertRowid } = insert.run(email, name, at, isBot({ name, email }) ? 1 : 0)
    written++
    return { id: Number(lastInsertRowid), email, name, namedAt: at, dirty: false }
  }

  function identify(person: PersonRef, at: number): Known {
    const spelling = own(person.email)
    const email = spelling.trim().toLowerCase() || own(person.name).trim().toLowerCase()
    const found = byEmail.get(email) ?? load(email, own(person.name), at)
    byEmail.set(email, found)
    if (spelling !== '') bySpelling.set(spelling, found)
    return found
  }

  return {
    idOf(person, at) {
      const found = bySpelling.get(person.email) ?? identify(person, at)
      if (supersedes(person.name, at, found)) {
        if (person.name !== found.name) {
          found.name = own(person.name)
          written++
        }
        found.namedAt = at
        if (!found.dirty) dirty.push(found)
        found.dirty = true
      }
      return found.id
    },
    flush() {
      for (const person of dirty) {
        rename.run(person.name, person.namedAt, isBot(person) ? 1 : 0, person.id)
        person.dirty = false
      }
      const rows = written
      dirty.length = 0
      written = 0
      return rows
    },
  }
}

function supersedes(name: string, at: number, known: Known): boolean {
  if (name === '' || known.name === '') return name !== known.name && name !== ''
  return at > known.namedAt || (at === known.namedAt && name > known.name)
}
