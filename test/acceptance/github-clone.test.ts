import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { generateWorld } from '../../src/main/scenarios/simulators/github/generated-world.ts'
import { makeGitWorld } from '../../src/main/scenarios/simulators/github/git-world.ts'
import type { MetricsFilter } from '../../src/shared/model/metrics.ts'
import { untilPush } from '../support/client-steps.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { openGithubWorkspace } from '../support/github-workspace.ts'

const day = 24 * 3_600_000
const startAt = Date.UTC(2026, 0, 5)
const filter: MetricsFilter = {
  from: startAt,
  to: startAt + 140 * day,
  bucket: 'week',
  timeZone: 'UTC',
  repositoryIds: null,
  teamId: null,
  includeBots: false,
}

test('generated repositories link up: from clones of them and through the API come the same deliveries', async () => {
  const folder = createTestFolder()
  onTestFinished(() => folder.remove())
  const generated = generateWorld({ pulls: 40, repositories: 2, startAt, spacingMs: 3 * day })
  const site = await makeGitWorld(generated, join(folder.path, 'git'))
  const shipped = site.world.repositories.flatMap(({ deployments }) =>
    deployments.filter(({ record, statuses }) => record['environment'] === 'production' && isDone(statuses)),
  )
  expect(shipped.length).toBeGreaterThan(40)

  const deliveriesBy = async (history: 'clone' | 'api') => {
    const data = join(folder.path, history)
    const workspace = await openGithubWorkspace(data, { ...site, settings: { history } })
    onTestFinished(() => workspace.close())
    const dora = () => workspace.app.client.request('metrics.dora', filter)
    const all = shipped.length
    const found = await untilPush(workspace.app.client, 'data_changed', dora, ({ deploymentFrequency }) => {
      return deploymentFrequency.deployments === all
    })
    return { data, found }
  }

  const { data, found } = await deliveriesBy('clone')
  expect(readdirSync(join(data, 'mirrors')).length).toBe(1)
  const db = new BetterSqlite3(join(data, 'weir.db'), { readonly: true })
  onTestFinished(() => void db.close())
  const count = (what: string) => Number(db.prepare(`select count(*) from ${what}`).pluck().get())
  const inGit = Object.values(site.clones)
    .map(path => Number(execFileSync('git', ['-C', path, 'rev-list', '--count', '--all'], { encoding: 'utf8' })))
    .reduce((sum, commits) => sum + commits)
  expect(count('commits where active = 1')).toBe(inGit)
  const known = `exists (select 1 from repositories r join commits c on c.repository_id = r.id where r.data_source_id = x.data_source_id`
  expect(count(`pull_requests x where state = 'merged' and not ${known} and c.sha = x.merge_commit_sha)`)).toBe(0)
  expect(count(`hosted_deployments x where not ${known} and c.sha = x.sha)`)).toBe(0)
  expect(count(`hosted_tags x where not ${known} and c.sha = x.commit_sha)`)).toBe(0)

  expect(found.leadTime.changes).toBeGreaterThan(40)
  expect(found.stages?.byTime).toBe(0)
  expect((await deliveriesBy('api')).found).toEqual(found)
})

const isDone = (statuses: readonly Readonly<Record<string, unknown>>[]) => statuses.at(-1)?.['state'] === 'success'
