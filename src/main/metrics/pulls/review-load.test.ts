import { expect, test } from 'vitest'
import { TeamId } from '../../../shared/model/ids.ts'
import { PullsWhat } from '../../../shared/model/pull-requests.ts'
import { workedPulls } from '../testing/worked-pulls.ts'
import { at, filterOf } from '../testing/workspace.ts'
import { reviewLoad } from './review-load.ts'

test('a team of people has their pull requests; accounts of one person are one author and one reviewer', async () => {
  const { host, repository, run, db, ann, ben, metrics } = await workedPulls()
  const again = host.account('Ann elsewhere')
  const person = (account: number) =>
    Number(db.prepare('select person_id from accounts where id = ?').pluck().get(account))
  run('update identities set merged_into = ? where id = ?', person(ann), person(again))
  host.pull(repository, { author: ann, createdAt: at(20), mergedAt: at(21), reviews: [[again, at(20, 1)]] })
  expect((await metrics()).withoutReview).toMatchObject({ count: 2, of: 4 })
  run(`insert into teams (id, name, color) values (1, 'Web', 'blue')`)
  run('insert into team_people (team_id, identity_id) values (1, ?)', person(ben))
  expect((await metrics({ teamId: TeamId.parse(1) })).throughput).toMatchObject({ merged: 1, opened: 3 })
})

test('review load: who reviewed how many pull requests of others, by team; by person only where asked', async () => {
  const { db, run, ann, ben, metrics, list } = await workedPulls()
  await metrics()
  const person = (account: number) =>
    Number(db.prepare('select person_id from accounts where id = ?').pluck().get(account))
  run(`insert into teams (id, name, color) values (1, 'Web', 'blue')`)
  run('insert into team_people (team_id, identity_id) values (1, ?)', person(ben))
  // Ben reviewed 1 twice and 5 once, Ann reviewed 2 once: three of four reviews are Ben's.
  const load = reviewLoad(db, { filter: filterOf(), byPerson: false })
  expect(load).toEqual({
    reviews: 4,
    reviewers: 2,
    medianReviewed: 1.5,
    halfBy: 1,
    teams: [
      { teamId: 1, name: 'Web', people: 1, reviewers: 1, reviewed: 2, reviews: 3, received: 1 },
      { teamId: null, name: 'In no team', people: 1, reviewers: 1, reviewed: 1, reviews: 1, received: 2 },
    ],
    people: null,
    noData: null,
  })
  expect(reviewLoad(db, { filter: filterOf(), byPerson: true }).people).toMatchObject([
    { name: 'Ben', reviewed: 2, reviews: 3, received: 1 },
    { name: 'Ann', reviewed: 1, reviews: 1, received: 2 },
  ])
  const period = { from: at(0), to: at(28) }
  const numbers = (what: PullsWhat) => list(what, { descending: false }).rows.map(({ number }) => number)
  expect(numbers(PullsWhat.parse({ kind: 'reviewedByTeam', teamId: 1, ...period }))).toEqual([1, 5])
  expect(numbers({ kind: 'reviewedByTeam', teamId: null, ...period })).toEqual([2])
  expect(numbers(PullsWhat.parse({ kind: 'reviewedByPerson', personId: person(ann), ...period }))).toEqual([2])
  expect(numbers({ kind: 'reviewed', ...period })).toEqual([1, 2, 5])
})
