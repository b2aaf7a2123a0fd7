import { staleDays } from '../../../shared/model/pull-requests.ts'
import { pullStates } from './pull-facts.ts'
import type { PullView } from './pull-view.ts'

const staleMs = staleDays * 24 * 3_600_000

/** Whether it is open, ready for review, and nothing has happened to it for long. */
export function isStale({ pulls, measures }: Pick<PullView, 'pulls' | 'measures'>, i: number, now: number): boolean {
  return pulls.state[i] === pullStates.open && pulls.draft[i] !== 1 && now - (measures.idleSince[i] ?? now) >= staleMs
}
