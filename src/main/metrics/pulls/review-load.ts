import type { Database } from 'better-sqlite3'
import { PersonId, type TeamId } from '../../../shared/model/ids.ts'
import type { ReviewLoad, ReviewLoadQuestion } from '../../../shared/model/pull-requests.ts'
import { quantile } from '../quantile.ts'
import { openPullView } from './pull-view.ts'
import { reviewsGiven } from './reviews-given.ts'

interface Load {
  reviewed: number
  reviews: number
  received: number
}

interface TeamRow {
  readonly id: TeamId
  readonly name: string
}

/** Who reviewed how much in the filter's period: by team, and by person where that is asked for. */
export function reviewLoad(db: Database, { filter, byPerson }: ReviewLoadQuestion): ReviewLoad {
  const view = openPullView(db, filter)
  const { pulls, people, missing } = view
  const loads = new Map<number, Load>()
  const loadOf = (person: number): Load => {
    const known = loads.get(person)
    if (known) return known
    const load = { reviewed: 0, reviews: 0, received: 0 }
    loads.set(person, load)
    return load
  }
  let lastPull = -1
  for (const { pull, person, reviews } of reviewsGiven(view, filter)) {
    const load = loadOf(person)
    load.reviewed++
    load.reviews += reviews
    const author = people.personOf[pulls.author[pull] ?? 0] ?? 0
    if (pull !== lastPull && author !== 0) loadOf(author).received++
    lastPull = pull
  }
  const reviewers = [...loads.values()].filter(({ reviews }) => reviews > 0)
  const reviews = reviewers.reduce((sum, load) => sum + load.reviews, 0)
  return {
    reviews,
    reviewers: reviewers.length,
    medianReviewed: quantile(Int32Array.from(reviewers, ({ reviewed }) => reviewed).sort(), 0.5),
    halfBy: fewestWithHalf(reviewers.map(load => load.reviews)),
    teams: loadsOfTeams(db, loads),
    people: byPerson ? namedLoads(db, loads) : null,
    noData: missing ?? (reviews === 0 ? 'none_reviewed_in_period' : null),
  }
}

/** How many of the largest shares it takes to have half of the whole; 0 of nothing. */
export function fewestWithHalf(shares: readonly number[]): number {
  const half = shares.reduce((sum, share) => sum + share, 0) / 2
  let taken = 0
  let count = 0
  for (const share of shares.toSorted((a, b) => b - a)) {
    if (taken >= half) break
    taken += share
    count++
  }
  return count
}

function loadsOfTeams(db: Database, loads: ReadonlyMap<number, Load>): ReviewLoad['teams'] {
  const teams = db.prepare<[], TeamRow>('select id, name from teams order by name collate nocase, id').all()
  const members = Map.groupBy(db.prepare<[], [number, number]>(membersOfTeams).raw().all(), ([teamId]) => teamId)
  const inTeams = new Set([...members.values()].flat().map(([, person]) => person))
  const others = [...loads.keys()].filter(person => !inTeams.has(person))
  const sumOf = (persons: readonly number[]) => {
    const found = persons.flatMap(person => loads.get(person) ?? [])
    const sum = (name: keyof Load) => found.reduce((total, load) => total + load[name], 0)
    return {
      people: persons.length,
      reviewers: found.filter(({ reviews }) => reviews > 0).length,
      reviewed: sum('reviewed'),
      reviews: sum('reviews'),
      received: sum('received'),
    }
  }
  return [
    ...teams.map(({ id, name }) => ({
      teamId: id,
      name,
      ...sumOf((members.get(id) ?? []).map(([, person]) => person)),
    })),
    ...(others.length > 0 ? [{ teamId: null, name: 'In no team', ...sumOf(others) }] : []),
  ]
}

function namedLoads(db: Database, loads: ReadonlyMap<number, Load>): NonNullable<ReviewLoad['people']> {
  const names = new Map(
    db
      .prepare<[string], [number, string]>(namesOfPeople)
      .raw()
      .all(JSON.stringify([...loads.keys()])),
  )
  return [...loads]
    .filter(([, { reviews }]) => reviews > 0)
    .map(([person, load]) => ({ personId: PersonId.parse(person), name: names.get(person) ?? '', ...load }))
    .sort((a, b) => b.reviewed - a.reviewed || a.name.localeCompare(b.name))
}

const membersOfTeams = `
  select distinct t.team_id, coalesce(i.merged_into, i.id) from team_people t join identities i on i.id = t.identity_id`

const namesOfPeople = `
  select i.id, coalesce(i.given_name,
    (select name from people where identity_id = i.id and name <> ''),
    (select name from accounts where identity_id = i.id and name <> ''),
    (select name from accounts where person_id = i.id and name <> ''), '')
  from identities i where i.id in (select value from json_each(?))`
