import type { MetricsFilter } from '../../../shared/model/metrics.ts'
import { type PullMetrics, PullsQuestion, type PullsWhat } from '../../../shared/model/pull-requests.ts'
import { derivePulls } from '../pulls/derive-pulls.ts'
import { pullList } from '../pulls/pull-list.ts'
import { pullMetrics } from '../pulls/pull-metrics.ts'
import { createTestHost } from './pulls.ts'
import { at, createTestWorkspace, filterOf } from './workspace.ts'

const now = at(28)

/** A code host with one repository, two people and a bot. */
export async function startPulls() {
  const workspace = await createTestWorkspace()
  const { db } = workspace
  const host = createTestHost(db)
  const repository = workspace.repository('shop')
  host.host(repository)
  const [ann, ben, bot] = [host.account('Ann'), host.account('Ben'), host.account('renovate[bot]', true)]
  return {
    ...workspace,
    host,
    repository,
    ann,
    ben,
    bot,
    async metrics(filter: Partial<MetricsFilter> = {}): Promise<PullMetrics> {
      while ((await derivePulls(db)).more);
      return pullMetrics(db, { filter: filterOf(filter), now })
    },
    list(what: PullsWhat, more: Partial<PullsQuestion> = {}, filter: Partial<MetricsFilter> = {}) {
      const question = PullsQuestion.parse({ filter: filterOf(filter), what, page: {}, ...more })
      return pullList(db, { question, now })
    },
  }
}

/**
 * Worked by hand, in hours of the first day unless told otherwise:
 * 1 by Ann, opened 0, Ben asks for changes at 2, Ann commits at 3, Ben approves at 5, merged at 6, 10 lines in 1 file, 2 comments
 *   → first review 2 h, review 4 h, merge 6 h, 2 rounds
 * 2 by Ben, draft until 10, Ann comments at 14, approves at 16, merged at 20, 100 lines in 4 files, 1 comment
 *   → first review 4 h, review 6 h, merge 10 h, 1 round
 * 3 by Ann, opened at day 8, merged a day later without anybody else, size unknown → merge 24 h, without review
 * 4 by the bot, opened at day 9, merged in an hour
 * 5 by Ann, open since day 1, Ben reviewed at day 2: stale after day 16
 * 6 by Ben, open since day 27: not stale, nobody has responded
 * 7 by Ben, a draft since day 3
 * 8 by Ann, before the period: opened at day −3, Ben approves after 8 h, merged after 12 h
 */
export async function workedPulls() {
  const started = await startPulls()
  const { host, repository, ann, ben, bot } = started
  host.pull(repository, {
    author: ann,
    createdAt: at(0),
    mergedAt: at(0, 6),
    size: [8, 2, 1],
    commits: [at(0, -1), at(0, 3)],
    reviews: [
      [ben, at(0, 2), 'changes_requested'],
      [ben, at(0, 5)],
    ],
    comments: [
      [ben, at(0, 2)],
      [ann, at(0, 4)],
    ],
  })
  host.pull(repository, {
    author: ben,
    createdAt: at(0),
    readyAt: at(0, 10),
    mergedAt: at(0, 20),
    size: [90, 10, 4],
    commits: [at(0)],
    reviews: [[ann, at(0, 16)]],
    comments: [[ann, at(0, 14)]],
  })
  host.pull(repository, {
    author: ann,
    createdAt: at(8),
    mergedAt: at(9),
    size: null,
    reviews: [[ann, at(8, 1), 'commented']],
  })
  host.pull(repository, { author: bot, createdAt: at(9), mergedAt: at(9, 1) })
  host.pull(repository, { author: ann, createdAt: at(1), reviews: [[ben, at(2), 'commented']] })
  host.pull(repository, { author: ben, createdAt: at(27), reviews: [[bot, at(27, 1)]] })
  host.pull(repository, { author: ben, createdAt: at(3), draft: true })
  host.pull(repository, { author: ann, createdAt: at(-3), mergedAt: at(-3, 12), reviews: [[ben, at(-3, 8)]] })
  return started
}
