import type { Database } from 'better-sqlite3'
import type { OpenKind, PullsQuestion } from '../../../shared/model/pull-requests.ts'
import { pullStates } from './pull-facts.ts'
import type { PullValues } from './pull-values.ts'
import { type PullView, peopleOfTeam } from './pull-view.ts'
import { reviewsGiven } from './reviews-given.ts'

type What = PullsQuestion['what']
interface Range {
  readonly from: number
  readonly to: number | null
}

const isIn = (value: number, range: Range | null) =>
  range === null || (value >= range.from && (range.to === null || value < range.to))

/** The pull requests behind a number or a mark, as places in the snapshot: exactly those it was made from. */
export function pullsBehind(db: Database, view: PullView, values: PullValues, what: What, now: number): Int32Array {
  const { selected, withBots, pulls, measures, people } = view
  const mergedIn = (i: number, period: Range) => values.mergedAt(i) >= period.from && isIn(values.mergedAt(i), period)
  switch (what.kind) {
    case 'merged':
      return selected.filter(i => mergedIn(i, what))
    case 'opened':
      return selected.filter(i => isIn(measures.openedAt[i] ?? 0, what))
    case 'timed':
      return selected.filter(i => isIn(values.timedAt(what.of, i), what) && timeIn(values.timeMs(what.of, i), what.ms))
    case 'contradictory':
      return selected.filter(i => isIn(values.timedAt(what.of, i), what) && Number.isNaN(values.timeMs(what.of, i)))
    case 'numbered':
      return selected.filter(i => mergedIn(i, what) && timeIn(values.number(what.of, i), what.range))
    case 'withoutReview':
      return selected.filter(i => mergedIn(i, what) && measures.rounds[i] === 0)
    case 'byBots':
      return withBots.filter(i => mergedIn(i, what) && people.bots[pulls.author[i] ?? 0] === 1)
    case 'open':
      return selected.filter(i => pulls.state[i] === pullStates.open && isOpenAs(view, values, what.which, i, now))
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

/** Whether a value is known (not NaN) and in the range. */
const timeIn = (value: number, range: Range | null) => !Number.isNaN(value) && isIn(value, range)

function isOpenAs({ pulls, measures }: PullView, values: PullValues, which: OpenKind, i: number, now: number): boolean {
  switch (which) {
    case 'all':
      return true
    case 'drafts':
      return pulls.draft[i] === 1
    case 'stale':
      return values.isStale(i, now)
    case 'unreviewed':
      return pulls.draft[i] !== 1 && Number.isNaN(measures.firstReviewAt[i])
  }
}

function reviewedBy(
  view: PullView,
  period: { readonly from: number; readonly to: number },
  takes: (person: number) => boolean,
): Int32Array {
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
