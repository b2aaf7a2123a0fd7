import type { Database } from 'better-sqlite3'
import { Fault } from '../../../shared/contract/faults.ts'
import type { PersonId } from '../../../shared/model/ids.ts'
import type { QualityItem } from '../../../shared/model/quality.ts'
import { personIndex } from '../../people/person-index.ts'
import { allMatches } from '../../people/suggestions.ts'
import { type FindingSource, foundRows } from './finding-source.ts'

const day = 24 * 3_600_000

/** Pairs of people that look like one. Of a team: those of which one is in it. */
export const duplicatePeople: FindingSource = (db, { filter: { teamId } }) => {
  const index = personIndex(db)
  const inTeam = (id: number) =>
    teamId === null || (index.get(id as PersonId)?.summary.teamIds.includes(teamId) ?? false)
  const matches = allMatches(db).filter(({ into, other }) => inTeam(into) || inTeam(other))
  const nameOf = (id: number) => index.get(id as PersonId)?.summary
  return {
    count: matches.length,
    of: index.size,
    nothing: index.size === 0 ? 'no_people' : null,
    items: (offset, limit) =>
      matches.slice(offset, offset + limit).flatMap(({ into, other, reasons }) => {
        const [one, two] = [nameOf(into), nameOf(other)]
        if (!one || !two) return []
        return {
          id: `${into} ${other}`,
          name: `${one.name} and ${two.name}`,
          about: `both have ${reasons.map(({ value }) => value).join(', ')}`,
          place: [...new Set([...one.systems, ...two.systems])].join(', '),
          at: null,
          target: { kind: 'person', id: into },
        }
      }),
  }
}

/** Connections in use that were not synced for a day: what they hold is older than it looks. */
export const notSynced: FindingSource = (db, { now }) => {
  const all = connections(db)
  const late = all.filter(({ last_sync_at }) => last_sync_at === null || last_sync_at < now - day)
  return foundRows(
    late.map(({ id, name, last_sync_at: at }) =>
      connectionItem(id, name, at === null ? 'it was never synced' : 'its last sync is more than a day ago', at),
    ),
    all.length,
    none(all),
  )
}

/** Connections in use whose last sync or verification failed. */
export const connectionFailing: FindingSource = db => {
  const all = connections(db)
  const items = all.flatMap(({ id, name, last_sync_error, last_sync_at, last_verification_error }) => {
    const fault = faultIn(last_sync_error) ?? faultIn(last_verification_error)
    return fault ? connectionItem(id, name, fault.hint, last_sync_at) : []
  })
  return foundRows(items, all.length, none(all))
}

const none = (all: readonly ConnectionRow[]) => (all.length === 0 ? ('no_connections' as const) : null)

interface ConnectionRow {
  readonly id: number
  readonly name: string
  readonly last_sync_at: number | null
  readonly last_sync_error: string | null
  readonly last_verification_error: string | null
}

const connections = (db: Database) =>
  db
    .prepare<[], ConnectionRow>(
      `select id, name, last_sync_at, last_sync_error, last_verification_error from connections
       where enabled = 1 and removed_at is null order by name collate nocase, id`,
    )
    .all()

const connectionItem = (id: number, name: string, about: string, at: number | null): QualityItem => ({
  id: String(id),
  name,
  about,
  place: '',
  at,
  target: { kind: 'connection', id },
})

const faultIn = (json: string | null): Fault | null => (json === null ? null : Fault.parse(JSON.parse(json)))
