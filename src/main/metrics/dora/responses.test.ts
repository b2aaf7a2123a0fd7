import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PullRequestId } from '../../../shared/model/ids.ts'
import { PullQuestion } from '../../../shared/model/pull-detail.ts'
import { deriveRepository } from '../derive-repository.ts'
import { pullDetail } from '../pulls/pull-detail.ts'
import { createTestHost } from '../testing/pulls.ts'
import { at, createTestWorkspace, hour } from '../testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const calendar = { days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' }, holidays: [] }

/** Deployments to production on days 0 and 20; everybody who can say something. */
async function hosted() {
  const w = await createTestWorkspace()
  const host = createTestHost(w.db)
  const shop = w.repository('shop')
  host.host(shop)
  w.run(`insert into names (id, name) values (3, 'production')`)
  for (const days of [0, 20]) {
    w.run(
      `insert into hosted_deployments (data_source_id, external_id, environment_id, sha, created_at, content_hash, active)
       values (?, ?, 3, x'${'0'.repeat(39)}1', ?, x'00', 1)`,
      shop,
      `${days}`,
      at(days),
    )
    w.run(
      `insert into hosted_deployment_statuses (hosted_deployment_id, position, state, at)
       values ((select max(id) from hosted_deployments), 0, 'success', ?)`,
      at(days),
    )
  }
  const accounts = {
    author: host.account('Ann'),
    authorAgain: host.account('Ann at home'),
    human: host.account('Ben'),
    robot: host.account('ci[bot]', true),
    humansRobot: host.account('ben-deploys[bot]', true),
    inactive: host.account('Cy'),
    saidToBeBot: host.account('Dee'),
  }
  const merge = (one: number, into: number) =>
    w.run(
      `update identities set merged_into = (select identity_id from accounts where id = ?)
       where id = (select identity_id from accounts where id = ?)`,
      into,
      one,
    )
  merge(accounts.authorAgain, accounts.author)
  merge(accounts.humansRobot, accounts.human)
  const say = (what: string, account: number) =>
    w.run(`update identities set ${what} where id = (select identity_id from accounts where id = ?)`, account)
  say('active = 0', accounts.inactive)
  say('bot_by_hand = 1', accounts.saidToBeBot)
  return { w, host, shop, accounts }
}

const response = fc.record({
  who: fc.constantFrom(
    ...(['author', 'authorAgain', 'human', 'robot', 'humansRobot', 'inactive', 'saidToBeBot', 'nobody'] as const),
  ),
  hours: fc.integer({ min: 0, max: 12 }),
  review: fc.boolean(),
})

// Opened at 0 h, merged at 10 h. A bot that is merged with a human is one; what comes after the merge is no response.
test('the first response is a human’s who counts, is not the author and came before the merge: in DORA as in the drawer', async () => {
  const { w, host, shop, accounts } = await hosted()
  const told: { id: number; first: number | null }[] = []
  const all = fc.sample(fc.array(response, { maxLength: 6 }), { numRuns: 120, seed: 7 })
  for (const [i, responses] of all.entries()) {
    const said = responses.map(({ who, hours, review }) => ({
      by: who === 'nobody' ? null : accounts[who],
      at: at(1 + (i % 9), hours),
      review,
    }))
    const id = host.pull(shop, {
      author: accounts.author,
      createdAt: at(1 + (i % 9)),
      mergedAt: at(1 + (i % 9), 10),
      commits: [at(1 + (i % 9), -1)],
      reviews: said.filter(({ review }) => review).map(({ by, at }) => [by, at] as const),
      comments: said.filter(({ review }) => !review).map(({ by, at }) => [by, at] as const),
    })
    const counted = responses.filter(({ who, hours }) => (who === 'human' || who === 'humansRobot') && hours <= 10)
    told.push({ id, first: counted.length === 0 ? null : Math.min(...counted.map(({ hours }) => hours)) })
  }
  await deriveRepository(w.db, shop, match)
  const stages = w.db.prepare<[number], { pickup: number | null; review: number | null; odd: 0 | 1 }>(
    'select pickup_ms as pickup, review_ms as review, contradictory as odd from pull_request_changes where pull_request_id = ?',
  )
  for (const { id, first } of told) {
    const expected = {
      pickup: first === null ? null : first * hour,
      review: first === null ? null : (10 - first) * hour,
      odd: 0,
    }
    expect(stages.get(id)).toEqual(expected)
    const detail = pullDetail(w.db, {
      question: PullQuestion.parse({ pullRequestId: PullRequestId.parse(id) }),
      calendar,
    })
    expect([detail.pickupMs, detail.reviewMs]).toEqual([expected.pickup, expected.review])
  }
})
