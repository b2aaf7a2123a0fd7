import type { Database } from 'better-sqlite3'
import type { PersonId } from '../../shared/model/ids.ts'
import type { PageRequest } from '../../shared/model/metrics.ts'
import type { MatchStrength, MatchSuggestion } from '../../shared/model/people.ts'
import { type Match, matchPeople } from './match-people.ts'
import { type PersonIndex, personIndex } from './person-index.ts'

export interface Suggestions {
  readonly rows: MatchSuggestion[]
  readonly total: number
  readonly strengths: Record<MatchStrength, number>
}

const kept = new WeakMap<PersonIndex, readonly Match[]>()

/** Everybody who looks like somebody else, as pairs, strongest first; pairs the user rejected are left out. */
export function allMatches(db: Database): readonly Match[] {
  const index = personIndex(db)
  const known = kept.get(index)
  if (known) return known
  const rejected = new Set(db.prepare<[], string>(rejectedPairs).pluck().all())
  const matches = matchPeople(
    [...index.values()].map(({ summary: { id, bot, commits, issues }, members }) => ({
      id,
      bot,
      work: commits + issues,
      identities: members.map(({ name, email, system, scope, key }) => ({
        name,
        email,
        githubId: system === 'github' ? key : null,
        site: system === 'git' ? null : `${system} ${scope}`,
      })),
    })),
    (one, other) => rejected.has(`${Math.min(one, other)} ${Math.max(one, other)}`),
  )
  kept.set(index, matches)
  return matches
}

/** A page of them. */
export function suggestions(db: Database, { page }: { readonly page: PageRequest }): Suggestions {
  const index = personIndex(db)
  const matches = allMatches(db)
  const strengths = { strong: 0, likely: 0, weak: 0 }
  for (const { strength } of matches) strengths[strength]++
  const rows = matches.slice(page.offset, page.offset + page.limit).flatMap(match => {
    const into = index.get(match.into as PersonId)
    const other = index.get(match.other as PersonId)
    if (!into || !other) return []
    const { strength, reasons } = match
    return [{ into: into.summary, other: other.summary, strength, reasons: [...reasons] }]
  })
  return { rows, total: matches.length, strengths }
}

/** By the people that the rejected identities count as now. */
const rejectedPairs = `
  select min(one, other) || ' ' || max(one, other) from (
    select coalesce(a.merged_into, a.id) as one, coalesce(b.merged_into, b.id) as other
    from rejected_matches r join identities a on a.id = r.one_id join identities b on b.id = r.other_id)`
