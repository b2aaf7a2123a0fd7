import { expect, test } from 'vitest'
import { ServiceId } from '../../../shared/model/ids.ts'
import type { PullsWhat } from '../../../shared/model/pull-requests.ts'
import { deriveRepository } from '../derive-repository.ts'
import type { PullSpec } from '../testing/pulls.ts'
import { startPulls } from '../testing/worked-pulls.ts'
import { at, filterOf } from '../testing/workspace.ts'
import { deriveSomePullServices } from './derive-pull-services.ts'
import { reviewLoad } from './review-load.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const period = { from: at(0), to: at(28) }

/**
 * a ← b ← c ← d, a day apart: a is of the api and the web, b of the api, c of the web, d of neither. All by Ann, reviewed by Ben:
 * 1 squashed as b; 2 as a; 3 as d; 4 open with c; 5 open with a commit nobody knows; 6 closed with d; 7 merged as a commit nobody knows, its
 * own is b; 8 two commits rebased as c and d; 9 merged as d though its own touches the api; 10 open, nothing but a merge of b is known of it.
 */
async function shop() {
  const w = await startPulls()
  const { db, run, repository: r, ann, ben } = w
  const a = w.commit(r, { authoredAt: at(0) })
  const b = w.commit(r, { authoredAt: at(1), parents: [a] })
  const c = w.commit(r, { authoredAt: at(2), parents: [b] })
  const d = w.commit(r, { authoredAt: at(3), parents: [c] })
  const merge = w.commit(r, { authoredAt: at(4), parents: [d, b] })
  w.branch(r, 'heads/main', d)
  const service = (name: string, commits: readonly number[]) => {
    const paths = JSON.stringify([name])
    const id = Number(
      db
        .prepare('insert into services (repository_id, name, paths, listed_for, updated_at) values (?, ?, ?, ?, 0)')
        .run(r, name, paths, paths).lastInsertRowid,
    )
    for (const commit of commits) run('insert into service_commits (service_id, commit_id) values (?, ?)', id, commit)
    return ServiceId.parse(id)
  }
  const shaOf = (commit: number) =>
    db.prepare<[number], Buffer>('select sha from commits where id = ?').pluck().get(commit)
  const pull = (own: readonly (number | null)[], spec: Partial<PullSpec> = {}) => {
    const times = own.map(commit => (commit === null ? at(1) : at(commit - 1)))
    const id = w.host.pull(r, { author: ann, createdAt: at(4), commits: times, reviews: [[ben, at(5)]], ...spec })
    for (const [position, commit] of own.entries()) {
      if (commit !== null)
        db.prepare('update pull_request_commits set sha = ? where pull_request_id = ? and position = ?').run(
          shaOf(commit),
          id,
          position,
        )
    }
  }
  const merged = (commit: number | null) => ({
    mergedAt: at(6),
    mergeCommit: commit === null ? 'f'.repeat(40) : (shaOf(commit)?.toString('hex') ?? ''),
  })
  const [api, web] = [service('api', [a, b, merge]), service('web', [a, c])]
  pull([null], merged(b))
  pull([null], merged(a))
  pull([null], merged(d))
  pull([c])
  pull([null])
  pull([d], { closedAt: at(6) })
  pull([b], merged(null))
  pull([null, null], { ...merged(d), commits: [at(2), at(3)] })
  pull([b], merged(d))
  pull([merge])
  const derive = async () => {
    run('update repositories set changed_seq = changed_seq + 1')
    return deriveRepository(db, r, match)
  }
  const of = async (service: ServiceId, what: PullsWhat = { kind: 'opened', ...period }) => {
    await w.metrics()
    const { rows } = w.list(what, { sort: 'number', descending: false }, { serviceIds: [service] })
    return rows.map(({ number }) => number)
  }
  return { ...w, r, api, web, derive, of }
}

test('a pull request belongs to the services whose paths it touches, by what landed of it, else by its commits', async () => {
  const { api, web, derive, of } = await shop()
  expect(await derive()).toContain('pull_request_facts')
  expect(await of(api)).toEqual([1, 2, 7])
  expect(await of(web)).toEqual([2, 4, 8])
  // Of 10 it is known that it touches nothing by itself.
  expect(await of(api, { kind: 'untold', ...period })).toEqual([5])
  expect(await derive()).not.toContain('pull_request_facts')
})

test('figures, lists and the load of reviews are of the chosen services alone', async () => {
  const { db, api, web, derive, metrics } = await shop()
  await derive()
  const counts = async (serviceIds: ServiceId[] | null) => {
    const { throughput, open, untold } = await metrics({ serviceIds })
    const { reviews } = reviewLoad(db, { filter: filterOf({ serviceIds }), byPerson: false })
    return [throughput.opened, throughput.merged, open.open, untold, reviews]
  }
  expect(await counts(null)).toEqual([10, 6, 3, 0, 10])
  expect(await counts([api])).toEqual([3, 3, 0, 1, 3])
  expect(await counts([web])).toEqual([3, 2, 1, 1, 3])
  // 2 is of both, and counts once.
  expect(await counts([api, web])).toEqual([5, 4, 1, 1, 5])
  expect((await metrics({ serviceIds: [ServiceId.parse(99)] })).noData).toBe('no_repositories')
})

test('while commits of a service are looked for its pull requests are untold; without a clone every one is each service’s', async () => {
  const { run, api, web, derive, of } = await shop()
  run('update services set listed_for = null where id = ?', web)
  await derive()
  expect(await of(web)).toEqual([])
  expect(await of(api)).toEqual([1, 2, 7])
  expect(await of(web, { kind: 'untold', ...period })).toEqual([3, 4, 5, 8, 9, 10])
  run(`update repositories set history = 'api'`)
  await derive()
  expect(await of(web)).toHaveLength(10)
  expect(await of(web, { kind: 'untold', ...period })).toEqual([])
})

test('what is known of some pull requests alone is what is known of all; with its service it goes', async () => {
  const { db, run, r, api, derive } = await shop()
  await derive()
  const rows = () => db.prepare('select * from pull_request_services order by 1, 2, 3').all()
  const all = rows()
  run('delete from pull_request_services where pull_request_id in (1, 3, 4, 5, 8)')
  expect(deriveSomePullServices(db, r, [1, 3, 4, 5, 8])).toBe(true)
  expect(rows()).toEqual(all)
  expect(deriveSomePullServices(db, r, [1, 2, 3])).toBe(false)
  run('delete from services where id = ?', api)
  await derive()
  expect(db.prepare('select distinct service_id from pull_request_services order by 1').pluck().all()).toEqual([
    -1, 0, 2,
  ])
  run('delete from services')
  await derive()
  expect(rows()).toEqual([])
})
