import { expect, test } from 'vitest'
import { createTestWorkspace } from '../../metrics/testing/workspace.ts'
import { createCommitIds } from './commit-ids.ts'
import { createServiceCommitWriter } from './service-commit-writer.ts'

async function withService() {
  const w = await createTestWorkspace()
  const r = w.repository('shop')
  const commits = [1, 2, 3].map(n => w.commit(r, { authoredAt: n }))
  w.run(`insert into services (repository_id, name, paths, updated_at) values (?, 'api', '["a"]', 0)`, r)
  const write = createServiceCommitWriter(w.db, r, createCommitIds(w.db, r))
  const sha = (n: number) =>
    w.db.prepare('select lower(hex(sha)) from commits where id = ?').pluck().get(commits[n]) as string
  const stored = () => [
    w.db.prepare('select commit_id from service_commits order by 1').pluck().all(),
    w.db.prepare('select listed_for from services').pluck().get(),
  ]
  const part = (more: Partial<Parameters<typeof write>[0]>) =>
    write({ kind: 'service_commits', serviceId: 1, paths: ['a'], shas: [], ...more })
  return { w, commits, sha, stored, part }
}

test('commits are noted once, and the service is listed when its last have come', async () => {
  const { commits, sha, stored, part } = await withService()
  expect(part({ begin: true })).toBe(true)
  expect(part({ shas: [sha(0), sha(1)] })).toBe(true)
  expect(part({ shas: [sha(1)] })).toBe(false)
  // One that is not stored ships with nothing.
  expect(part({ shas: ['f'.repeat(40)] })).toBe(false)
  expect(stored()).toEqual([[commits[0], commits[1]], null])
  expect(part({ complete: true })).toBe(true)
  expect(stored()).toEqual([[commits[0], commits[1]], '["a"]'])
})

test('beginning forgets what was there; what is of other paths, or of no service, is left out', async () => {
  const { w, commits, sha, stored, part } = await withService()
  part({ shas: [sha(0)], complete: true })
  part({ begin: true, shas: [sha(2)] })
  expect(stored()).toEqual([[commits[2]], null])
  w.run(`update services set paths = '["b"]'`)
  expect(part({ shas: [sha(1)], complete: true })).toBe(false)
  expect(part({ serviceId: 9, shas: [sha(1)] })).toBe(false)
  expect(stored()).toEqual([[commits[2]], null])
})

test('what comes after all had is noted; to begin again and to have them all changes the past', async () => {
  const { w, commits, sha, part } = await withService()
  const noted = () => w.db.prepare('select commit_id from service_changes order by id').pluck().all()
  const past = () => w.db.prepare('select changed_seq - appended_seq from repositories').pluck().get()
  const before = Number(past())
  part({ begin: true })
  part({ shas: [sha(0)] })
  part({ complete: true })
  expect([noted(), past()]).toEqual([[], before + 2])
  part({ shas: [sha(0), sha(1)] })
  expect([noted(), past()]).toEqual([[commits[1]], before + 2])
})
