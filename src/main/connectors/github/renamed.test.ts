import { createHash } from 'node:crypto'
import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { createTestRepository } from '../../../../test/support/git-repository.ts'
import { smallSizes, startBench } from '../../../../test/support/github-bench.ts'
import { createCommandRunner } from '../../ingest/command-runner.ts'
import { addRun, sync } from '../../ingest/test-support.ts'
import * as act from '../../scenarios/simulators/github/acts.ts'
import { generateWorld } from '../../scenarios/simulators/github/generated-world.ts'
import { freshDatabase, rowsOf, temporaryFolder } from '../../store/test-support.ts'
import { cloneStreams } from '../clone-streams.ts'
import { git } from '../git/index.ts'
import { cloneOf } from './clone-of.ts'
import { createGithubConnector } from './index.ts'
import type { GithubCredentials, GithubSettings } from './settings.ts'

const world = () => generateWorld({ pulls: 20, issues: 6 })
const count = (db: Database, what: string) => Number(db.prepare(`select count(*) from ${what}`).pluck().get())

test('a repository that is renamed while it is read over REST is followed to its new place', async () => {
  const { simulator, connector } = await startBench({ world: world(), restOnly: true, latencyMs: 10 })
  const { db } = await freshDatabase('500')
  const seen = simulator.requests.length
  const running = sync(db, connector, {
    now: Date.now,
    assignment: {
      runId: addRun(db),
      settings: { url: simulator.url },
      credentials: { token: simulator.tokens.join(' ') },
    },
  })
  await vi.waitFor(() => expect(simulator.requests.length).toBeGreaterThan(seen + 10), { interval: 1 })
  simulator.site.update(500, act.rename('store'))
  const before = simulator.requests.length
  expect((await running).ended).toEqual({ type: 'ended', outcome: 'finished' })
  const later = simulator.requests.slice(before)
  expect(later.filter(request => request.startsWith('GET /repos/acme/shop/pulls/')).length).toBeGreaterThan(10)
  expect(count(db, 'pull_requests')).toBe(20)
  expect(count(db, 'hosted_deployments')).toBeGreaterThan(10)
})

test('the copy of a renamed repository is kept, and fetched from its new address', async () => {
  const folder = temporaryFolder()
  const repository = createTestRepository(join(folder, 'shop'))
  repository.commit('one')
  repository.gitIn(folder, 'clone', '--quiet', '--bare', repository.path, 'shop.git')
  const bare = join(folder, 'shop.git')
  repository.gitIn(bare, 'update-server-info')
  const clones: Record<string, string> = { 'acme/shop': bare }
  const { simulator } = await startBench({ world: world(), clones })
  const { db } = await freshDatabase('500')
  const { signal } = new AbortController()
  const cacheFolder = join(folder, 'cache')
  const connector = createGithubConnector(
    smallSizes,
    cloneStreams<GithubSettings, GithubCredentials>(git.streams, cloneOf(smallSizes), {
      after: ['hosted_repository'],
      wanted: ({ history }) => history === 'clone',
    }),
  )
  const syncNow = () =>
    sync(db, connector, {
      now: Date.now,
      commands: createCommandRunner({ signal }),
      assignment: {
        runId: addRun(db),
        cacheFolder,
        settings: { url: simulator.url, history: 'clone' },
        credentials: { token: simulator.tokens.join(' ') },
      },
    })
  await syncNow()
  const [copy, ...others] = readdirSync(cacheFolder)
  expect(others).toEqual([])
  const commits = rowsOf(db, 'select id, sha from commits')
  // As copies were named before.
  renameSync(join(cacheFolder, copy ?? ''), join(cacheFolder, addressed(`${simulator.url}/acme/shop.git`)))
  await syncNow()
  expect(readdirSync(cacheFolder)).toEqual([copy])

  repository.commit('two')
  repository.gitIn(bare, 'fetch', '--quiet', repository.path, '+refs/heads/*:refs/heads/*')
  repository.gitIn(bare, 'update-server-info')
  simulator.site.update(500, act.rename('store'))
  delete clones['acme/shop']
  clones['acme/store'] = bare
  expect((await syncNow()).ended).toEqual({ type: 'ended', outcome: 'finished' })
  expect(readdirSync(cacheFolder)).toEqual([copy])
  expect(rowsOf(db, 'select id, sha from commits').slice(0, commits.length)).toEqual(commits)
  expect(count(db, 'commits')).toBe(commits.length + 1)
  expect(rowsOf(db, 'select r.origin = h.location as same from repositories r, hosted_repositories h')).toEqual([
    { same: 1 },
  ])
  expect(count(db, `run_log where message like 'Copying %'`)).toBe(1)
})

const addressed = (address: string) => `${createHash('sha256').update(address).digest('hex').slice(0, 24)}.git`
