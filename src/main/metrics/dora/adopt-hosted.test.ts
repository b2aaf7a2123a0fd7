import { expect, test } from 'vitest'
import { RepositoryId } from '../../../shared/model/ids.ts'
import { deriveRepository, staleRepositories } from '../derive-repository.ts'
import { queries } from '../queries.ts'
import { at, createTestWorkspace, filterOf, hour, type TestWorkspace } from '../testing/workspace.ts'
import { adoptHosted } from './adopt-hosted.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))

/** A repository at a code host that nobody has cloned: releases on days 2 and 5, pull requests merged on days 1, 3 and 6. */
async function hosted(): Promise<TestWorkspace> {
  const w = await createTestWorkspace()
  w.run(
    `insert into data_sources (id, connection_id, external_id, name, kind, description) values (50, 2, '1', 'acme/shop', 'repository', '')`,
  )
  w.run(`insert into names (id, name) values (1, 'main'), (2, 'feature')`)
  w.run(`insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, default_branch, private, archived, fork, created_at,
    content_hash, active) values (50, '1', 'acme', 'shop', 'host/acme/shop', 'https://host/acme/shop', 'main', 0, 0, 0, 0, x'00', 1)`)
  for (const [tag, days] of [
    ['v1', 2],
    ['v2', 5],
  ] as const) {
    w.run(
      `insert into releases (data_source_id, external_id, tag, name, prerelease, created_at, published_at, content_hash, active)
       values (50, ?, ?, ?, 0, 0, ?, x'00', 1)`,
      ...[tag, tag, tag, at(days)],
    )
  }
  for (const days of [1, 3, 6]) {
    w.run(
      `insert into pull_requests (data_source_id, external_id, number, title, state, draft, created_at, updated_at, merged_at, base_branch_id,
         head_branch_id, content_hash, active) values (50, ?, ?, 'Work', 'merged', 0, ?, ?, ?, 1, 2, x'00', 1)`,
      ...[`p${days}`, days, at(days, -4), at(days), at(days)],
    )
  }
  return w
}

async function deriveAll(w: TestWorkspace): Promise<void> {
  for (const id of staleRepositories(w.db)) await deriveRepository(w.db, id, match)
}

// #1 came with the first known deployment, #6 is in none yet. #3 is told to v2, two days after it was merged.
test('without a clone, pull requests are told to the next deployment by time', async () => {
  const w = await hosted()
  expect(adoptHosted(w.db)).toBe(true)
  expect(adoptHosted(w.db)).toBe(false)
  await deriveAll(w)
  const page = { offset: 0, limit: 10 }
  expect(queries.repositories(w.db)).toMatchObject([{ name: 'acme/shop', hosted: true, rule: { source: 'releases' } }])
  const { rows } = queries.changes(w.db, { filter: filterOf(), deploymentId: null, page })
  expect(rows).toMatchObject([
    { deploymentName: 'v2', commitId: null, pullRequest: { number: 3, deployMs: 48 * hour, byTime: true } },
  ])
  expect(queries.dora(w.db, filterOf())).toMatchObject({
    deploymentFrequency: { deployments: 2 },
    stages: { byTime: 1, byTimeBecause: ['not_wanted'] },
  })
})

test('once there is a clone, it has the deployments, and nothing counts twice', async () => {
  const w = await hosted()
  adoptHosted(w.db)
  await deriveAll(w)
  const clone = RepositoryId.parse(w.repository('shop'))
  w.run(`update repositories set origin = 'host/acme/shop' where id = ?`, clone)
  expect(adoptHosted(w.db)).toBe(false)
  await deriveAll(w)
  const counts = queries.repositories(w.db).map(({ name, deployments }) => [name, deployments])
  expect(counts).toEqual([
    ['acme/shop', 0],
    ['shop', 2],
  ])
})

test('what a source that is switched off tells counts nowhere', async () => {
  const w = await hosted()
  const clone = RepositoryId.parse(w.repository('shop'))
  w.run(`update repositories set origin = 'host/acme/shop' where id = ?`, clone)
  await deriveAll(w)
  expect(queries.dora(w.db, filterOf()).deploymentFrequency.deployments).toBe(2)
  w.run('update data_sources set active = 0 where id = 50')
  await deriveAll(w)
  expect(queries.dora(w.db, filterOf()).deploymentFrequency.deployments).toBe(0)
})
