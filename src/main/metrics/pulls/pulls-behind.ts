import type { Database } from 'better-sqlite3'
import type { OpenKind, PullsQuestion } from '../../../shared/model/pull-requests.ts'
import type { Period } from '../calendar.ts'
import { placesWithin } from './cohort.ts'
import { pullStates } from './pull-facts.ts'
import { type PullView, peopleOfTeam } from './pull-view.ts'
import { reviewsGiven } from './reviews-given.ts'
import { isStale } from './stale.ts'

type What = PullsQuestion['what']
interface Range {
  readonly from: number
  readonly to: number | null
}

/** The pull requests behind a number or a mark, as places in the snapshot: exactly those it was made from. */
export function pullsBehind(db: Database, view: PullView, what: What, now: number): Int32Array {
  const { selected, withBots, pulls, measures, columns, people } = view
  const merged = (period: Period) => placesWithin(selected, columns.mergedAt, period)
  switch (what.kind) {
    case 'merged':
      return merged(what)
    case 'opened':
      return placesWithin(selected, measures.openedAt, what)
    case 'timed':
      return placesWithin(selected, columns.timedAt[what.of], what).filter(i =>
        isKnownIn(columns.timeMs[what.of][i], what.ms),
      )
    case 'contradictory':
      return placesWithin(selected, columns.timedAt[what.of], what).filter(i =>
        Number.isNaN(columns.timeMs[what.of][i]),
      )
    case 'numbered':
      return merged(what).filter(i => isKnownIn(columns.number[what.of][i], what.range))
    case 'withoutReview':
      return merged(what).filter(i => measures.rounds[i] === 0)
    case 'byBots':
      return placesWithin(withBots, columns.mergedAt, what).filter(i => people.bots[pulls.author[i] ?? 0] === 1)
    case 'open':
      return selected.filter(i => pulls.state[i] === pullStates.open && isOpenAs(view, what.which, i, now))
    case 'untold':
      return untoldPulls(view, what)
    case 'reviewed':
      return reviewedBy(view, what, () => true)
    case 'reviewedByPerson':
      return reviewedBy(view, what, person => person === what.personId)
    case 'reviewedByTeam': {
      const team = what.teamId === null ? peopleInTeams(db) : peopleOfTeam(db, what.teamId)
      return reviewedBy(view, what, person => team.has(person) === (what.teamId !== null))
    }
  }
}

/** Those that nobody can tell to a service, of which the figures of a period could lack some: merged in it, or open now. */
export function untoldPulls({ untold, pulls, columns }: PullView, { from, to }: Period): Int32Array {
  const { mergedAt } = columns
  return untold.filter(i => {
    const at = mergedAt[i] ?? Number.NaN
    return (at >= from && at < to) || pulls.state[i] === pullStates.open
  })
}

/** Whether a value is known (not NaN) and in the range. */
const isKnownIn = (value = Number.NaN, range: Range | null) =>
  !Number.isNaN(value) && (range === null || (value >= range.from && (range.to === null || value < range.to)))

function isOpenAs(view: PullView, which: OpenKind, i: number, now: number): boolean {
  const { pulls, measures } = view
  switch (which) {
    case 'all':
      return true
    case 'drafts':
      return pulls.draft[i] === 1
    case 'stale':
      return isStale(view, i, now)
    case 'unreviewed':
      return pulls.draft[i] !== 1 && Number.isNaN(measures.firstReviewAt[i])
  }
}

function reviewedBy(view: PullView, period: Period, takes: (person: number) => boolean): Int32Array {
  const found = new Set<number>()
  for (const { pull, person } of reviewsGiven(view, period)) if (takes(person)) found.add(pull)
  return Int32Array.from(found)
}

const peopleInTeams = (db: Database): ReadonlySet<number> =>
  new Set(
    db
      .prepare<[], number>(
        'select coalesce(i.merged_into, i.id) from team_people t join identities i on i.id = t.identity_id',
      )
      .pluck()
      .all(),
  )
