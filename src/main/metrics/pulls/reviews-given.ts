import type { Period } from '../calendar.ts'
import { isReview } from './pull-facts.ts'
import type { PullView } from './pull-view.ts'

/** What somebody reviewed of a pull request in a period. */
export interface ReviewGiven {
  /** Its place in the snapshot. */
  readonly pull: number
  readonly person: number
  readonly reviews: number
}

/** Who reviewed which of the selected pull requests in the period: people who count and are not its author. */
export function* reviewsGiven(
  { pulls, selected, people, counted }: PullView,
  { from, to }: Period,
): Generator<ReviewGiven> {
  const { author, offsets, eventAt, eventKinds, eventAccounts } = pulls
  const { personOf } = people
  const found = new Map<number, number>()
  for (const pull of selected) {
    const own = personOf[author[pull] ?? 0] ?? 0
    const [begin = 0, end = 0] = [offsets[pull], offsets[pull + 1]]
    // Events come by time: mostly nothing at all of a pull request is in the period.
    if (!((eventAt[begin] ?? to) < to && (eventAt[end - 1] ?? from) >= from)) continue
    for (let e = begin; e < end; e++) {
      const at = eventAt[e] ?? 0
      if (at < from || at >= to || !isReview(eventKinds[e] ?? 0)) continue
      const account = eventAccounts[e] ?? 0
      const person = personOf[account] ?? 0
      if (counted[account] !== 1 || person === 0 || person === own) continue
      found.set(person, (found.get(person) ?? 0) + 1)
    }
    if (found.size === 0) continue
    for (const [person, reviews] of found) yield { pull, person, reviews }
    found.clear()
  }
}
